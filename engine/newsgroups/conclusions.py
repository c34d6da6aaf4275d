"""What the runs say together: each sentence is computed from its runs, and there is none without them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from engine.newsgroups.comparing import on_validation
from engine.newsgroups.dataset import dataset
from engine.newsgroups.experiments import DEEPER, EXPERIMENTS, FILTERED, HE, SHALLOW_HE
from engine.newsgroups.models import SECOND, Settings
from engine.newsgroups.naive_bayes import BayesSettings
from engine.newsgroups.run_record import Record
from engine.newsgroups.signal_size import RANDOM_NORMAL, he, passed_on

AnySettings = Settings | BayesSettings
Records = Mapping[AnySettings, Record]
BY_TITLE = {one.title: one.settings for one in EXPERIMENTS}


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A question that several runs answer. needs: their titles; missing: those not run yet; sentence: "" until then."""

    question: str
    needs: tuple[str, ...]
    missing: tuple[str, ...]
    sentence: str


def conclusions(records: Records) -> list[Conclusion]:
    """Every question of Compare, with its answer where its runs are there."""
    found = []
    for question, needs, answer in QUESTIONS:
        missing = tuple(title for title in needs if BY_TITLE[title] not in records)
        said = "" if missing else answer(records)
        found.append(Conclusion(question, needs, missing, said))
    return found


def counting_and_network(records: Records) -> str:
    """Whether complement Naive Bayes gets more out of the second model's own vectors."""
    network, bayes = records[SECOND], records[BY_TITLE["Complement"]]
    found = on_validation(network, bayes)
    if found is None:
        return ""
    told = found.sentence("the network", "complement Naive Bayes")
    if not found.differ:
        return f"{told} Both read the same vectors."
    if found.difference < 0:
        return f"{told} Both read the same vectors: here the larger model makes more of them."
    posts = len(dataset(SECOND).parts.train)
    return (
        f"{told} It reads exactly the vectors the network reads. So these points are in the vectors; the network fails "
        f"to use them: it has about {network.parameters / posts:.0f} weights for every post, and its validation loss "
        f"turns after epoch {network.best_epoch}: it memorises. With few, long, sparse rows a strong assumption (one "
        "number per word and class, smoothed) beats capacity. What the vectors do not hold, such as word order, limits "
        "both."
    )


def smoothing(records: Records) -> str:
    """How much depends on alpha."""
    found = on_validation(records[BY_TITLE["Multinomial"]], records[BY_TITLE["Multinomial, α = 0.01"]])
    return found.sentence("α = 1", "α = 0.01") if found else ""


def depth(records: Records) -> str:
    """No hidden layer, and six, against the second model's three."""
    return _against_second(records, ("No hidden layer", "Six layers", "256 units"))


def vectors(records: Records) -> str:
    """Other numbers in the vectors against the second model's zeros and ones."""
    return _against_second(records, ("Counts", "TF-IDF"))


def more_data(records: Records) -> str:
    """Half the posts against all of them."""
    found = on_validation(records[BY_TITLE["Half the posts"]], records[SECOND])
    if found is None:
        return ""
    told = found.sentence("half the posts", "all the posts")
    more = " More posts would probably help further." if found.differ and found.difference > 0 else ""
    return told + more


def third_layer(records: Records) -> str:
    """Whether the second model's third layer is worth its place, and why it was kept; "" without the steps' runs."""
    if not {FILTERED, DEEPER, HE} <= records.keys():
        return ""
    two, three, with_he = (records[settings] for settings in (FILTERED, DEEPER, HE))
    worse, width = three.lowest > two.lowest, DEEPER.units[0]
    pair = on_validation(two, three)
    told = (
        f"{'It made the model worse' if worse else 'It helped'}: the lowest validation loss is {three.lowest:.3f} with "
        f"it and {two.lowest:.3f} without."
    )
    if pair:
        told += f" {pair.sentence('the network of two hidden layers', 'that of three')}"
    if worse:
        told += (
            f" A part of the reason can be worked out: weights of deviation {RANDOM_NORMAL:g} make the sums behind "
            f"{width} units {passed_on(RANDOM_NORMAL, width):.1f} times as large as those before, and what comes back "
            f"fades likewise, layer by layer; under He it is {passed_on(he(width), width):.1f} times."
        )
    if with_he.lowest < three.lowest:
        told += (
            f" With He's weights the same three layers come to {with_he.lowest:.3f}: what a layer is worth depends on "
            "how its weights are drawn. So a step that harms alone is kept and judged once more after the next."
        )
    if SHALLOW_HE not in records:
        return f"{told} Whether it earns its place, only two layers with He can tell: train them, below the steps."
    shallow = records[SHALLOW_HE]
    pair = on_validation(shallow, with_he)
    told += f" Two layers with He come to {shallow.lowest:.3f}."
    if pair is None:
        return told
    told += f" {pair.sentence('the network of two layers', 'that of three')}"
    if pair.differ and pair.difference < 0:
        told += (
            " So the third layer does not earn its place. Only taking it out alone shows that: among five changes that "
            "help together, one that harms is hidden."
        )
    return told


def _against_second(records: Records, titles: tuple[str, ...]) -> str:
    parts = []
    for title in titles:
        found = on_validation(records[SECOND], records[BY_TITLE[title]])
        if found is not None:
            verb = f"{found.points} points" if found.differ else "not told apart from it"
            parts.append(f"{title}: {verb} ({found.p_written})")
    return "Against the second model, on the same validation posts. " + "; ".join(parts) + "." if parts else ""


QUESTIONS: tuple[tuple[str, tuple[str, ...], Callable[[Records], str]], ...] = (
    ("Does the network use what is in its vectors?", ("Second model", "Complement"), counting_and_network),
    ("How much depends on the smoothing?", ("Multinomial", "Multinomial, α = 0.01"), smoothing),
    ("Do layers help?", ("Second model", "No hidden layer", "Six layers", "256 units"), depth),
    ("Do other numbers in the vectors help?", ("Second model", "Counts", "TF-IDF"), vectors),
    ("Would more posts help?", ("Second model", "Half the posts"), more_data),
)
