"""A study of many seeds: started, watched, stopped, told in a sentence, and one of them opened."""

from collections import Counter
from dataclasses import replace

import numpy as np
import streamlit as st

from app_pages.parts.region import address, film, runs
from engine.jobs import workbench
from engine.network.seeds import SeedRun, StudySettings, study
from engine.network.settings import RunSettings

COUNTS = (16, 64, 256)
WORDS = {
    "learnt": "find the boundary",
    "in part": "find part of it",
    "guessing": "stay at guessing",
    "diverged": "diverge",
}


def chosen() -> tuple[int, int]:
    """How many seeds, and the first of them, both in the address."""
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    count = left.segmented_control("Seeds", COUNTS, default=COUNTS[0], key="seeds", bind="query-params", required=True)
    first = right.number_input("First seed", 0, 1_000_000, 0, key="first", bind="query-params")
    return count or COUNTS[0], int(first)


def show(settings: RunSettings) -> None:
    count, first = chosen()
    run = workbench().run(study, StudySettings(settings, count, first))
    if not run.over:
        watch(run, count)
        return
    if run.state == "failed":
        runs.failed(run)
        return
    ended = run.result() or []
    if run.state == "stopped":
        st.info(f"Stopped after {len(ended)} of {count} seeds.")
        runs.again(run, "Do them all", ":material/play_arrow:")
    if ended:
        tell(ended)
        if (seed := film.seeds(settings, ended)) is not None:
            st.switch_page("app_pages/region.py", query_params=address.params(replace(settings, seed=int(seed))))


@st.fragment(run_every=0.3)
def watch(run, count: int) -> None:
    if run.over:
        st.rerun()
    done = run.events[-1].get("done", 0) if run.events else 0
    waiting = f"Waiting: {run.place} before this one" if run.place else "Waiting for the worker"
    st.progress(done / count, f"{done} of {count} seeds" if run.state == "running" else waiting)
    st.button("Stop", on_click=run.stop, icon=":material/stop:")


def tell(ended: list[SeedRun]) -> None:
    """How many ended how, and why."""
    fates = Counter(run.fate for run in ended)
    parts = [f"**{fates[fate]}** {words}" for fate, words in WORDS.items() if fates[fate]]
    scores = np.array([run.train.accuracy for run in ended])
    scores = scores[np.isfinite(scores)]
    spread = (
        f" Accuracy lies between {scores.min():.1%} and {scores.max():.1%}, half of them above {np.median(scores):.1%}."
    )
    st.markdown(f"Of {len(ended)} seeds, {', '.join(parts)}.{spread if len(scores) else ''}")
    reasons = Counter(run.why.kind for run in ended if run.why)
    for kind, number in reasons.most_common():
        example = next(run for run in ended if run.why and run.why.kind == kind)
        st.markdown(f"- {number} × {kind}, such as seed {example.seed}: {example.why.say}")
