"""Experiments: one press each, drawn live while they go on, and what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from engine.jobs import Run, workbench
from engine.jobs.run import name_of
from engine.newsgroups import naive_bayes, training
from engine.newsgroups.models import FIRST, SECOND, Settings, for_epochs
from engine.newsgroups.naive_bayes import BayesSettings
from engine.newsgroups.run_record import Record
from pages.newsgroups.address import look
from pages.shared.run_panel import begin, watching


@dataclass(frozen=True, slots=True)
class Experiment:
    """Settings worth trying, and the question they answer."""

    title: str
    question: str
    settings: Settings | BayesSettings

    @property
    def function(self):
        return naive_bayes.train if isinstance(self.settings, BayesSettings) else training.train

    def run(self) -> Run | None:
        """Its run, if anyone asked for it."""
        return workbench().find(name_of(self.function, self.settings))

    def record(self) -> Record | None:
        """What its run left, once it is done."""
        run = self.run()
        return run.result() if run is not None and run.state == "done" else None

    def begin(self) -> None:
        begin(self.function, self.settings, again=True)


def listed(experiments: Sequence[Experiment], key: str) -> None:
    """The experiments, drawn again every second while one goes on; the whole page when one begins or is over."""
    going = {one.title for one in experiments if (run := one.run()) and not run.over}
    st.fragment(_list, run_every=1.0 if going else None)(experiments, going, key)


def _list(experiments: Sequence[Experiment], going: set[str], key: str) -> None:
    for experiment in experiments:
        run = experiment.run()
        if run is not None and not run.over:
            watching(run)
        if (run is not None and not run.over) != (experiment.title in going):
            st.rerun()
        with st.container(border=True):
            left, right = st.columns([3, 2], vertical_alignment="center")
            left.markdown(f"**{experiment.title}** · {experiment.question}")
            with right:
                _outcome(experiment, run, key)


def _outcome(experiment: Experiment, run: Run | None, key: str) -> None:
    if run is None or run.state == "stopped":
        st.button("Try it", key=f"{key}_{experiment.title}", icon=":material/play_arrow:", on_click=experiment.begin)
    elif run.state == "failed":
        st.error(run.problem)
    elif run.state == "done":
        record = run.result()
        epochs = f", {len(record.history)} epochs" if record.history else ""
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{record.accuracy:.1%}** right{epochs}{_against_second(record)}", width="content")
            if record.history:
                st.button(
                    "Its test",
                    key=f"{key}_look_{experiment.title}",
                    type="tertiary",
                    icon=":material/arrow_forward:",
                    on_click=look,
                    args=("Test", record.settings),
                )
    elif run.state == "waiting" and run.place:
        st.markdown(f"waiting: {run.place} {'run goes' if run.place == 1 else 'runs go'} first")
    else:
        st.progress(*_progress(run))


def _against_second(record: Record) -> str:
    """How far it is from the second model, where both were tested on the same posts; else nothing."""
    run = workbench().find(name_of(training.train, SECOND))
    if run is None or run.state != "done" or record is run.result():
        return ""
    second = run.result()
    if record.settings.corpus != SECOND.corpus or not np.array_equal(record.documents, second.documents):
        return ""
    return f", {100 * (record.accuracy - second.accuracy):+.1f} points".replace("-", "−")


def begin_all(experiments: Sequence[Experiment]) -> None:
    """All of them, one after another."""
    for experiment in experiments:
        experiment.begin()


def _progress(run: Run) -> tuple[float, str]:
    """Share of the epoch that is done, and what to say of it."""
    last = next((event for event in reversed(list(run.events)) if "epoch" in event), None)
    if last is None:
        return 0.0, "getting ready"
    return min(last.get("step", 1) / last.get("steps", 1), 1.0), f"epoch {last['epoch']}"


EXPERIMENTS = (
    Experiment("First model", "How far does a plain network get in 15 epochs?", FIRST),
    Experiment("First model, 5 epochs", "Is it better to stop at the smallest validation loss?", for_epochs(FIRST, 5)),
    Experiment("Second model", "Do dropout, He weights, early stopping and no tiny posts help?", SECOND),
    Experiment("Multinomial Naive Bayes", "Can counting words once keep up with a network?", BayesSettings()),
    Experiment("Multinomial, less smoothing", "How much hangs on one constant?", BayesSettings("multinomial", 0.01)),
    Experiment("Complement Naive Bayes", "And if other classes' words count against one?", BayesSettings("complement")),
    Experiment("Count vectors", "Does it matter how often a word occurs?", replace(SECOND, mode="count")),
    Experiment("TF-IDF vectors", "Should rare words weigh more?", replace(SECOND, mode="tf-idf")),
    Experiment(
        "Fewer words", "What if the rarest and the most frequent words go?", replace(SECOND, min_df=5, max_df=0.1)
    ),
    Experiment("Adam", "Does another optimizer end elsewhere?", replace(SECOND, optimizer="adam")),
    Experiment("Deeper", "Do six hidden layers see more than three?", replace(SECOND, units=(128,) * 6)),
    Experiment("Wider", "Do 256 units in the first layer see more than 128?", replace(SECOND, units=(256, 128, 128))),
    Experiment("No hidden layer", "What can a single softmax layer do?", replace(SECOND, units=(), dropout=0.0)),
    Experiment("More regularisation", "Do more dropout and a penalty help?", replace(SECOND, dropout=0.5, l2=0.0001)),
    Experiment(
        "Half the posts", "More data would help, people say. How much does half of it cost?", replace(SECOND, share=0.5)
    ),
    Experiment("20,000 units", "Why not a first layer as large as it can be?", replace(FIRST, units=(20_000, 128))),
    Experiment("Leakage", "What if headers, footers and quotes are left in?", replace(SECOND, corpus="leakage")),
)
