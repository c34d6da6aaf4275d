"""Act 3 and practice, read screen by screen as somebody who goes on by Next: no word before it is explained."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

from engine.glossary import entries, mentioned
from engine.newsgroups.model_address import MODEL
from engine.newsgroups.models import ACTIVATIONS, INITIALISATIONS, OPTIMIZERS, Settings
from engine.newsgroups.vectors import MODES
from engine.practice.progress import to_link
from engine.practice.steps import SOLUTION, Answers
from pages.newsgroups.next_button import TABS

ROOT = Path(__file__).resolve().parents[2]
ENTRY = ROOT / "pages" / "frame.py"
VIEWS = ("Posts", "Tokens", "Vectors", "Train", "Test", "Second model", "Compare", "Leakage", "Your text")
STEPS = ("newswires", *SOLUTION, "train", "compare")
MODELS = ("second", "second~units-~dropout-0.0~mode-tf-idf~patience-0~optimizer-adam", "first~corpus-leakage")
BOXES = ("every_run", "bayes_rule", "every_word")  # filled only while they are open
LINK = re.compile(r"\[([^\]]*)\]\(glossary\?term=(\w+)[^)]*\"\)")


def opened(page: str, query: dict[str, str]) -> AppTest:
    app = AppTest.from_file(str(ENTRY), default_timeout=120)
    app.switch_page(page)
    app.query_params.update(query)
    for box in BOXES:
        app.session_state[box] = True
    app.run()
    assert not app.exception
    return app


def texts(block: Block) -> Iterator[str]:
    """Every text of a page: what elements say, how they are labelled, their help, and the heads of columns."""
    for child in block.children.values():
        proto = getattr(child, "proto", None)
        for field in ("label", "help", "body", "placeholder"):
            if isinstance(said := getattr(proto, field, ""), str):
                yield said
        yield from (str(option) for option in getattr(proto, "options", ()))
        if isinstance(child, Block):
            yield from texts(child)
        elif isinstance(child, Element) and child.type in ("dataframe", "table"):
            yield from map(str, child.value.columns)


def read(page: str, query: dict[str, str]) -> str:
    """All texts of a page, without the names of views and experiments, and without what pointing at a link says."""
    found = LINK.sub(r"\1", " \n".join(texts(opened(page, query).main)))
    return re.sub(r"(?<!\*)\*[A-Z][^*\n]*\*(?!\*)|`[^`]*`|Next: [^\n]*", " ", found)


def too_early(text: str, act: str, order: tuple[str, ...], here: str) -> list[str]:
    """The words of an act that a text at one of its places uses and a later place explains."""
    explained = {key: order.index(entry.step[0]) for key, entry in entries(act).items()}
    return [key for key in mentioned(text, act) if explained[key] > order.index(here)]


PLACES = [(view, tab) for view in VIEWS for tab in TABS.get(view, ("", ("",)))[1]]
OF_OTHERS = [("Train", ""), ("Test", "Confusion"), ("Your text", "")]  # other views are the same for every model
ASKED_FOR = {
    *("validation_posts", "test_posts", "out_of_vocabulary", "bag_of_words", "tf_idf", "argmax", "precision", "recall"),
    *("macro_f1", "log_odds", "patience", "early_stopping", "interval", "mcnemar", "naive_bayes", "prior"),
    *("smoothing", "leakage", "effect", "sparse", "lemma", "stop_word", "token", "classification"),
}


def query_of(view: str, tab: str, model: str = "first") -> dict[str, str]:
    return {"view": view, "model": model} | ({TABS[view][0]: tab} if tab else {})


@pytest.mark.parametrize(
    ("view", "tab", "model"),
    [(*place, "first") for place in PLACES] + [(*place, model) for model in MODELS for place in OF_OTHERS],
)
def test_no_view_of_act_3_uses_a_word_that_a_later_one_explains(view: str, tab: str, model: str) -> None:
    text = read("newsgroups/newsgroups.py", query_of(view, tab, model))
    assert too_early(text, "newsgroups", VIEWS, view) == []
    assert mentioned(text, "practice") == ()


def drawn(number: int) -> tuple[str, str]:
    """A view and a model that nobody has trained, by chance but each time the same."""
    chance = random.Random(number)
    settings = Settings(
        units=tuple(chance.choice((4, 16, 64, 200)) for _ in range(chance.randrange(4))),
        activation=chance.choice(ACTIVATIONS),
        initialisation=chance.choice(tuple(INITIALISATIONS)),
        dropout=chance.choice((0.0, 0.3)),
        l2=chance.choice((0.0, 0.001)),
        optimizer=chance.choice(tuple(OPTIMIZERS)),
        learning_rate=chance.choice((0.0003, 0.01, 0.5)),
        batch=chance.choice((16, 512)),
        epochs=chance.randrange(1, 40),
        patience=chance.choice((0, 3)),
        mode=chance.choice(MODES),
        min_df=chance.choice((1, 5, 40)),
        max_df=chance.choice((0.1, 1.0)),
        min_tokens=chance.choice((0, 5)),
        share=chance.choice((0.1, 1.0)),
    )
    return chance.choice(("Train", "Test", *VIEWS)), MODEL.write(settings)


# What only the lesson's two models, or their runs, can say: where a sentence names it, that run stands beside it.
OF_THE_LESSON = re.compile(r"45,394|5,8\d\d,\d\d\d parameters|61\.3%|66\.6%|67\.[13]%|59\.1%")


@pytest.mark.parametrize("number", range(20))
def test_of_an_untrained_model_a_view_says_what_is_explained_and_no_figure_of_the_lessons(number: int) -> None:
    view, model = drawn(number)
    for tab in TABS.get(view, ("", ("",)))[1]:
        text = read("newsgroups/newsgroups.py", query_of(view, tab, model))
        assert too_early(text, "newsgroups", VIEWS, view) == []
        if view in ("Train", "Test"):  # the views before are of the lesson's posts, whatever the model
            assert OF_THE_LESSON.findall(text) == []


def test_every_word_of_act_3_is_said_in_the_view_that_explains_it() -> None:
    assert entries("newsgroups").keys() >= ASKED_FOR
    said = dict.fromkeys(VIEWS, "")
    for view, tab in PLACES:
        said[view] += read("newsgroups/newsgroups.py", query_of(view, tab))
    assert {key for key, entry in entries("newsgroups").items() if key not in mentioned(said[entry.step[0]])} == set()


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("answered", [{}, SOLUTION])
def test_no_step_of_practice_uses_a_word_that_a_later_one_explains(step: str, answered: Answers) -> None:
    query = {"at": step} | ({"answers": to_link(answered)} if answered else {})
    task = read("practice/practice.py", query).split("Your script")[0]  # beside it stands what was answered
    assert too_early(task, "practice", STEPS, step) == []


HABITS = ("put right", "by heart", "learnt", "taken off", "take off", "multiplied with", "circulat", "were called ")


@pytest.mark.parametrize("act", ["newsgroups", "practice"])
@pytest.mark.parametrize("habit", HABITS)
def test_habits_of_language_that_mislead_are_gone(habit: str, act: str) -> None:
    files = [file for kind in ("py", "toml", "js") for file in ROOT.glob(f"[!.t]*/{act}/**/*.{kind}")]
    assert len(files) > 20
    assert [str(file) for file in files if habit in " ".join(file.read_text(encoding="utf-8").split())] == []
