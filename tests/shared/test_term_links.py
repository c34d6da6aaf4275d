"""Words of the glossary in a Markdown text become links to their entries."""

import re

import pytest

from engine.glossary import entries
from pages.shared.term_links import linked

LINK = re.compile(r'\[([^\]]*)\]\(glossary\?term=(\w+) "([^"]*)"\)')


def test_a_word_is_linked_once_with_what_it_means():
    text = linked("Precision of one class, and precision of another.")
    assert LINK.findall(text)[0] == ("Precision", "precision", entries()["precision"].text)
    assert text.endswith("and precision of another.")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The macro F1 is the mean of every F1.", ["macro_f1", "f1"]),
        ("Complement Naive Bayes", ["naive_bayes"]),
        ("pre-activation", ["pre_activation"]),
        ("**Overfitting**: the loss turns", ["overfitting", "loss"]),
        ("classes", ["class"]),
    ],
)
def test_the_longest_word_counts_and_the_whole_of_it_is_the_link(text, keys):
    assert [key for _, key, _ in LINK.findall(linked(text))] == keys
    assert LINK.sub(r"\1", linked(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "`model.fit(validation_split=0.1)`",
        "$\\text{loss} = 0$",
        "see *Leakage* and *Compare*",
        "[softmax](https://a.example)",
        ":material/token: ",
        "```python\nsoftmax = 1\n```",
        "subclass, reunited",
        "nothing of the field",
    ],
)
def test_code_formulas_links_and_names_of_views_stay_as_they_are(text):
    assert linked(text) == text


def test_no_entry_breaks_the_link_that_holds_its_text():
    for key, entry in entries().items():
        for word in entry.words:
            if word[0].isalpha() and not word.endswith(" "):
                (found,) = LINK.findall(linked(f"a {word} b"))[:1]
                assert found[2] == entries()[found[1]].text.replace('"', "'"), key
