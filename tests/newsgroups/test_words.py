"""No word of act 3 before the view that explains it."""

import re

import pytest

from engine.glossary import entries, mentioned
from engine.newsgroups import lesson_questions

ACT = entries("newsgroups")
ORDER = ["Posts", "Tokens", "Vectors", "Train", "Test", "Second model", "Compare", "Leakage", "Your text"]
VIEW = {
    "posts": "Posts",
    "tokens": "Tokens",
    **dict.fromkeys(("split", "vector", "sparse", "label"), "Vectors"),
    "train": "Train",
    **dict.fromkeys(("confusion", "report", "short", "weights"), "Test"),
    "second": "Second model",
    "compare": "Compare",
    "leakage": "Leakage",
    "text": "Your text",
}
WORDS = ("validation_posts", "out_of_vocabulary", "tf_idf", "macro_f1", "log_odds", "naive_bayes", "smoothing", "prior")


def test_every_view_of_the_questions_is_one_of_the_act():
    assert VIEW.keys() == lesson_questions.views().keys()
    assert {entry.step[0] for entry in ACT.values()} <= set(ORDER)
    assert set(WORDS) <= ACT.keys()


@pytest.mark.parametrize("name", VIEW)
def test_no_question_uses_a_word_that_a_later_view_explains(name):
    here = ORDER.index(VIEW[name])
    for one in lesson_questions.views()[name]:
        text = re.sub(r"\*[A-Z][^*]*\*", "", one.answer)  # names of views and experiments
        for key in mentioned(text, "newsgroups"):
            assert ORDER.index(ACT[key].step[0]) <= here, (one.question, key)
