"""What statements do with the figures that `evaluate` gives."""

import ast

import pytest

from engine.practice.figures import choose, misnamed


def test_a_figure_is_followed_through_a_thousand_names_that_stand_in_reverse():
    names = "\n".join(f"    a{i} = a{i + 1}" for i in range(1000))
    text = f"s = model.evaluate(x, y)\ndef f():\n{names}\n    a1000 = s\n    return max(a0)\n"
    assert choose(ast.parse(text).body, {1})
    assert not choose(ast.parse(text.replace("a1000 = s", "a1000 = x")).body, {1})


@pytest.mark.parametrize(
    ("text", "chooses"),
    [
        ("if s[1] > best:\n    best = s[1]", True),
        ("if s[1] > best:\n    print(s)", False),
        ("while s[1] < 0.8:\n    pass", True),
        ("k = np.argmax(scores)\nscores.append(s[1])", True),
        ("k = np.argmax(scores)", False),
        ("print(max(h))", False),
    ],
)
def test_what_orders_figures_chooses_by_them(text: str, chooses: bool):
    assert choose(ast.parse(f"s = model.evaluate(x, y)\n{text}").body, {1}) == chooses


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("print('accuracy', s[0])", "s[0]"),
        ("print('loss', s[0], 'accuracy', s[1])", ""),
        ("print(f'test acc {s[0]:.3f}')", "s[0]"),
        ("loss = s[1]", "s[1]"),
    ],
)
def test_a_figure_is_called_by_its_own_name(text: str, wrong: str):
    assert misnamed(ast.parse(text).body, {"s"}, {}) == wrong
