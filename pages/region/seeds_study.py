"""A study of many seeds: started, watched, stopped, told in a sentence, and one of them opened."""

from collections import Counter
from dataclasses import replace

import numpy as np
import streamlit as st

from engine.jobs import Run, workbench
from engine.network.settings import RunSettings
from engine.region.seeds import StudySettings, study
from pages.region import address, film_view, runs

COUNTS = (16, 64, 256)
BEAT = 0.5  # seconds between two looks at a study that goes on
WORDS = {
    "learnt": "find the boundary",
    "in part": "find part of it",
    "guessing": "stay at guessing",
    "diverged": "diverge",
}


def chosen() -> tuple[int, int]:
    """How many seeds, and the first of them, both in the address."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        count = st.segmented_control(
            "Seeds", COUNTS, default=COUNTS[0], key="seeds", bind="query-params", required=True
        )
        first = st.number_input("First seed", 0, 1_000_000, 0, key="first", bind="query-params", width=180)
    return count or COUNTS[0], int(first)


def show(settings: RunSettings) -> None:
    count, first = chosen()
    run = workbench().run(study, StudySettings(settings, count, first), lane="exploring")
    run.wait(0.3)
    st.fragment(follow, run_every=None if run.over else BEAT)(run, followed=not run.over)


def follow(run: Run, followed: bool) -> None:
    """The study as far as it is. followed: whether this is called again and again."""
    if run.over == followed:
        st.rerun()
    above, words, below = st.container(), st.container(), st.container()
    rows = sorted((event for event in list(run.events) if "weights" in event), key=lambda row: row["seed"])
    count = run.settings.count
    with above:
        if not run.over:
            share, say = (len(rows) / count, f"{len(rows)} of {count} seeds") if rows else runs.progress(run)
            bar, stop = st.columns([5, 1], vertical_alignment="center")
            bar.progress(share, say)
            stop.button("Stop", on_click=run.stop, icon=":material/stop:", key=f"stop {run.name}", width="stretch")
        elif run.state == "failed":
            runs.ended(run)
        elif run.state == "stopped":
            st.markdown(f"Stopped after {len(rows)} of {count} seeds.")
            runs.again(run, "Do them all", ":material/play_arrow:")
    if not rows:
        return
    with words:
        tell(rows)
    settings = run.settings.run
    with below:
        seed = film_view.seeds(settings, rows, run.name)
    if seed is not None:
        st.switch_page("region/region.py", query_params=address.params(replace(settings, seed=int(seed))))


def tell(rows: list[dict]) -> None:
    """How many ended how, and why."""
    fates = Counter(row["fate"] for row in rows)
    parts = [f"**{fates[fate]}** {words}" for fate, words in WORDS.items() if fates[fate]]
    scores = np.array([row["accuracy"] for row in rows])
    scores = scores[np.isfinite(scores)]
    spread = (
        f" Accuracy lies between {scores.min():.1%} and {scores.max():.1%}, half of them above {np.median(scores):.1%}."
        if len(scores)
        else ""
    )
    lines = [f"Of {len(rows)} seeds, {', '.join(parts)}.{spread}\n"]
    reasons = Counter(row["kind"] for row in rows if row["kind"])
    for kind, number in reasons.most_common():
        example = next(row for row in rows if row["kind"] == kind)
        lines.append(f"- {number} × {kind}, such as seed {example['seed']}: {example['why']}")
    st.markdown("\n".join(lines))
