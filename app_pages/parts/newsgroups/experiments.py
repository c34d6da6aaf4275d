"""What to try next: one press each, and what came of it."""

from dataclasses import dataclass, replace

from engine.jobs import Run, workbench
from engine.jobs.run import name_of
from engine.text import naive_bayes, training
from engine.text.models import FIRST, SECOND, Settings, for_epochs
from engine.text.naive_bayes import BayesSettings


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

    def begin(self) -> None:
        workbench().run(self.function, self.settings, again=True)


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
    Experiment("Wider", "Do 512 units in the first layer see more than 128?", replace(SECOND, units=(512, 128, 128))),
    Experiment("No hidden layer", "What can a single softmax layer do?", replace(SECOND, units=(), dropout=0.0)),
    Experiment("More regularisation", "Do more dropout and a penalty help?", replace(SECOND, dropout=0.5, l2=0.0001)),
    Experiment("20,000 units", "Why not a first layer as large as it can be?", replace(FIRST, units=(20_000, 128))),
    Experiment("Leakage", "What if headers, footers and quotes are left in?", replace(SECOND, corpus="leakage")),
)  # fmt: skip
