"""Settings worth trying, each with the question it answers: the lesson's own steps, and what Compare offers."""

from dataclasses import dataclass, replace

from engine.newsgroups.models import FIRST, SECOND, Settings, for_epochs
from engine.newsgroups.naive_bayes import BayesSettings


@dataclass(frozen=True, slots=True)
class Experiment:
    """Settings worth trying. group: under which head it stands in the plot of all of them."""

    title: str
    question: str
    settings: Settings | BayesSettings
    group: str = ""


# From the first model to the second, one change at a time, each on top of those before it.
FILTERED = replace(FIRST, min_tokens=SECOND.min_tokens)
DEEPER = replace(FILTERED, units=SECOND.units)
HE = replace(DEEPER, initialisation=SECOND.initialisation)
DROPOUT = replace(HE, dropout=SECOND.dropout)
SHALLOW_HE = replace(HE, units=FIRST.units)  # not a step: what the third layer is worth once the weights are drawn so
LEAKING = replace(SECOND, corpus="leakage")

STEPS = (
    Experiment("First model", "Two hidden layers, all posts, 15 epochs.", FIRST),
    Experiment("Short posts left out", "Only the posts change.", FILTERED),
    Experiment("A third layer", "Does a deeper network validate better, or does it only memorise faster?", DEEPER),
    Experiment("He initialisation", "Where does training start from, and does that matter here?", HE),
    Experiment("Dropout", "Does the validation loss turn later?", DROPOUT),
    Experiment("Early stopping", "All five changes: the lesson's second model.", SECOND),
)

EXPERIMENTS = (
    Experiment("First model", "How far does a plain network get in 15 epochs?", FIRST, "Lesson"),
    Experiment(
        "First model, 5 epochs",
        "Is it better to stop where the validation loss is smallest?",
        for_epochs(FIRST, 5),
        "Lesson",
    ),
    Experiment("Second model", "Do five changes together help?", SECOND, "Lesson"),
    Experiment("Multinomial", "Can counting words once keep up with a network?", BayesSettings(), "Naive Bayes"),
    Experiment(
        "Multinomial, α = 0.01",
        "How much depends on one constant, the smoothing?",
        BayesSettings("multinomial", 0.01),
        "Naive Bayes",
    ),
    Experiment(
        "Complement",
        "And if the words of all other classes are counted instead?",
        BayesSettings("complement"),
        "Naive Bayes",
    ),
    Experiment("Counts", "Does it matter how often a word occurs?", replace(SECOND, mode="count"), "Vectors"),
    Experiment("TF-IDF", "Should rare words weigh more?", replace(SECOND, mode="tf-idf"), "Vectors"),
    Experiment(
        "Fewer words",
        "What if the rarest and the most frequent words go?",
        replace(SECOND, min_df=5, max_df=0.1),
        "Vectors",
    ),
    Experiment(
        "Half the posts",
        "More data would help, people say. What does half of it cost?",
        replace(SECOND, share=0.5),
        "Vectors",
    ),
    Experiment(
        "No hidden layer", "What can a single softmax layer do?", replace(SECOND, units=(), dropout=0.0), "Network"
    ),
    Experiment(
        "Six layers", "Do six hidden layers do better than three?", replace(SECOND, units=(128,) * 6), "Network"
    ),
    Experiment(
        "256 units", "Does a first layer twice as wide do better?", replace(SECOND, units=(256, 128, 128)), "Network"
    ),
    Experiment(
        "20,000 units", "Why not a first layer as large as it can be?", replace(FIRST, units=(20_000, 128)), "Network"
    ),
    Experiment("Adam", "Does another optimizer end elsewhere?", replace(SECOND, optimizer="adam"), "Training"),
    Experiment(
        "More regularisation",
        "Do more dropout and an L2 penalty help?",
        replace(SECOND, dropout=0.5, l2=0.0001),
        "Training",
    ),
    Experiment("Leakage", "What if headers, footers and quotes are left in?", LEAKING, "Posts"),
)
