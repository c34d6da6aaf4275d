"""A learner's text is carried out by our own rules: nothing in it ever runs, and its cost is bounded."""

import ast
import builtins
import os
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.practice.errors import Stops, Unread
from engine.practice.exercise import review
from engine.practice.interpreter.budget import MOST_STEPS
from engine.practice.interpreter.carry_out import carry_out, machine
from engine.practice.interpreter.machine import Machine
from engine.practice.reading import MOST_CHARACTERS, NotUnderstood, plain_code, read
from engine.practice.steps import ORDER, SOLUTION
from tests.searching import examples

ATTACKS = [
    "__import__('os').system('touch /tmp/owned')",
    "model = __import__('os')",
    "import os",
    "from os import system",
    "exec('1')\nmodel = [x for x in ().__class__.__bases__]",
    "model = ().__class__.__bases__[0].__subclasses__()",
    "model = (lambda: 1)()",
    "model = [print(i) for i in range(9)]",
    "model = {print(1): 2}",
    "model = f'{print(1)}'",
    "model = f\"{__import__('os')}\"",
    "model = b'bytes'",
    "model = rb'\\x00'",
    "model = 'a' 'b'.join",
    "model = x if y else z",
    "model = x and y",
    "model = (y := 5)",
    "model = 10 ** 10 ** 10",
    "model = 9" * 500,
    "model = " + "9" * 1500,
    "model = 1e999999999999999999",
    "model = 'a' * 10 ** 9",
    "model = " + "(" * 900 + ")" * 900,
    "model = " + "[" * 150 + "]" * 150,
    "model = " + "-" * 1900 + "1",
    "model = " + "a." * 900 + "b",
    "model = " + "f(" * 400 + ")" * 400,
    "model = " + "not " * 400 + "x",
    "model = f()[0]",
    "model = x[y]",
    "import keras as k",
    "from keras.layers import Dense as D",
    "from .keras import layers",
    "model = x[0:1]",
    "model = f(*args)",
    "model = f(**{'a': 1})",
    "model = f(**kwargs)",
    "model.layers = 3",
    "model[0] = 3",
    "model: int = 3",
    "model += 3",
    "del model",
    "global model",
    "assert model",
    "raise ValueError",
    "while True: pass",
    "for i in x: print(i)",
    "def f(): pass",
    "class A: pass",
    "with open('x') as f: pass",
    "try: x\nexcept: y",
    "@f\ndef g(): pass",
    "async def f(): await x",
    "match x:\n  case 1: y",
    "return 3",
    "yield 3",
    "model = await x",
    "model = ...",
    "model = 1j",
    "model = x.__class__",
    "model = x.__globals__",
    "print(`ls`)",
    "!touch /tmp/owned",
    "%run x",
    "$x",
    "model = \x00",
    "model = '\ud800'",
    "a = b = c",
    "*a, b = c",
    "(a, b[0]) = c",
    "f(x)(y, z)",
    "f(x)(y)(z)",
    "f(x)(*y)",
    "f(x)(y=z)",
    "'text'.join(x)",
    "model = (yield)",
    "model = \\",
    "model = '''" + "x" * 200 + "'''",
    "model = 'unfinished",
    "model = '''unfinished",
    "\u202emodel",
    "x" * (MOST_CHARACTERS + 1),
    "x = [0]\nwhile True: x.append(x)",
    "x = [1]\nfor i in range(60): x = x + x",
    "x = 'a'\nfor i in range(60): x += x",
    "def f(n): return f(n)\nf(1)",
    "x = [[i for i in range(9999)] for j in range(9999)]",
    "x = np.zeros((10**9, 10**9))",
    "x = np.zeros((3000, 900)) @ np.zeros((900, 3000))",
    "x = '%1000000000d' % 1",
    "x = f'{1:1000000000}'",
    "x = '{:>1000000000}'.format(1)",
    "x = '{0.__class__}'.format(1)",
    "x = 'a'.ljust(10 ** 9)",
    "x = 2 ** 2 ** 2 ** 2 ** 2 ** 2",
    "x = list(range(10 ** 9))",
    "x = sum(range(10 ** 15))",
    "open('/tmp/owned', 'w')",
    "eval('1')",
    "import subprocess\nsubprocess.run('ls')",
    "import os\nos.system('touch /tmp/owned')",
    "from os import system\nsystem('touch /tmp/owned')",
    "np.load('/etc/passwd', allow_pickle=True)",
    "np.save('/tmp/owned', 1)",
    "keras.models.load_model('/tmp/owned')",
    "x_train.tofile('/tmp/owned')",
    "x_train.__class__.__mro__",
    "np.frompyfunc(print, 1, 1)",
    "(lambda: 0).__globals__",
    "f = lambda: f()\nf()",
    "model = Sequential()\nmodel.__dict__",
    "import importlib\nimportlib.import_module('os')",
    "",
    "   \n\t ",
    "# only a comment",
    "x",
    "3",
    "  model = 3",
]


@pytest.fixture
def tripwire(monkeypatch: pytest.MonkeyPatch):
    """Fails the test if anything is run, compiled to code, imported or opened while the text is read."""

    def tripped(name: str):
        def call(*args: object, **kwargs: object):
            raise AssertionError(f"{name} was called")

        return call

    original = builtins.compile

    def parse_only(source, filename, mode, flags=0, *rest: object, **more: object):
        assert flags & ast.PyCF_ONLY_AST, "the text was compiled to code"
        return original(source, filename, mode, flags, *rest, **more)

    monkeypatch.setattr(os, "system", tripped("os.system"))
    monkeypatch.setattr(builtins, "compile", parse_only)
    for name in ("eval", "exec", "open", "print", "input"):
        monkeypatch.setattr(builtins, name, tripped(name))
    return monkeypatch


@pytest.mark.parametrize("text", ATTACKS, ids=lambda text: ascii(text[:30]))
def test_whatever_a_text_asks_for_nothing_of_it_runs_and_its_cost_is_bounded(text: str, tripwire):
    m = machine()
    try:
        carry_out(m, text)
    except (NotUnderstood, Stops, Unread) as refusal:
        sentence = str(refusal)
    else:
        sentence = "It ends by itself."
    tripwire.undo()
    assert 10 < len(sentence) < 400
    assert sentence.endswith((".", "?", "]", "`"))
    assert m.budget.steps <= MOST_STEPS + 1


@pytest.mark.parametrize("text", ["model = " + "(" * 900 + ")" * 900, "model = " + "-" * 1900 + "1"])
def test_nesting_as_deep_as_the_limit_allows_leaves_a_thread_with_a_small_stack_alive(text: str):
    code = (
        "import threading; threading.stack_size(1024 * 1024)\nfrom engine.practice.interpreter.carry_out import "
        "carry_out, machine\nfrom engine.practice.errors import Stops, Unread\nfrom engine.practice.reading import "
        "NotUnderstood\ndef work():\n    try: carry_out(machine(), TEXT)\n    except (NotUnderstood, Stops, "
        "Unread): print('refused')\nt = threading.Thread(target=work); t.start(); t.join()\n"
    ).replace("TEXT", repr(text))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "refused\n"


def ended(text: str) -> Machine:
    """The machine after a text, however it ended: by itself, or by one of the three exceptions."""
    m, said = machine(), "by itself"
    try:
        carry_out(m, text)
    except (NotUnderstood, Stops, Unread) as refusal:
        said = str(refusal)
    assert said
    return m


@given(st.text(max_size=300))
@settings(max_examples=examples(150), deadline=None)
def test_any_text_is_carried_out_or_answered(text: str):
    ended(text)


WORDS = """( ) [ ] { } , = . - + * / % : ; # 1 0.5 'a' "b" model x_train y_train np keras layers Dense Input Sequential
zeros shape for in range enumerate len if else def return lambda append max f'{x}' not and True None == < += [1:] (46) @
Dropout compile fit evaluate to_categorical vectorise x i while import from as"""
SIGNS = [*WORDS.split(), "\n", "\n ", "\\"]


@given(st.lists(st.sampled_from(SIGNS), max_size=60))
@settings(max_examples=examples(150), deadline=None)
def test_any_mixture_of_the_languages_own_signs_is_carried_out_or_answered(signs: list[str]):
    ended(" ".join(signs))


@st.composite
def mutated(draw: st.DrawFn) -> dict:
    """The worked solution, or the book's way, with some characters of one step changed, left out or doubled."""
    step = draw(st.sampled_from(ORDER[1:]))
    code = list(SOLUTION[step]["code"])
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(code) - 1))
        way = draw(st.sampled_from(("drop", "double", "swap")))
        code[place] = {
            "drop": "",
            "double": code[place] * 2,
            "swap": draw(st.sampled_from("()[]{},.=:'\"0123456789_xy \n")),
        }[way]
    return {**SOLUTION, step: {**SOLUTION[step], "code": "".join(code)}}


@given(mutated())
@settings(max_examples=examples(120), deadline=None)
def test_any_slip_in_an_answer_is_judged_and_never_met_with_silence(answers: dict):
    checked = review(answers)
    last = list(checked.verdicts.values())[-1]
    assert last.remarks
    assert last.passed or any(remark.fails for remark in last.remarks)


loadings = st.fixed_dictionaries(
    {
        "num_words": st.integers(1, 40_000),
        "skip_top": st.integers(0, 200),
        "maxlen": st.integers(0, 40) | st.integers(0, 3_000),  # of 20 words and fewer there are hardly any
        "test_split": st.floats(0.0001, 0.9999),
    }
)


@given(loadings)
@example({"num_words": 10_000, "skip_top": 0, "maxlen": 14, "test_split": 0.2})  # a single newswire to test on
@settings(max_examples=examples(60), deadline=None)
def test_any_choice_of_newswires_is_judged(fields: dict):
    verdict = review({**SOLUTION, "load": fields}).verdicts["load"]
    assert verdict.remarks
    assert verdict.passed or any(remark.fails for remark in verdict.remarks)


LITTERED = """```python
>>> n = 46
In [3]: y_train = to_categorical(y_train, n)
!pip install keras
%matplotlib inline
y_test = to_categorical(y_test, n)\u200b
```"""


def test_what_copying_adds_is_taken_off_and_lines_keep_their_numbers():
    assert [statement.lineno for statement in read(LITTERED)] == [2, 3, 6]
    assert plain_code("\ufeffx = 1\r\ny\u00a0= 2") == "x = 1\ny = 2"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("model = Dense(64, activation=“relu”)", "typographic quotation mark"),
        ("model.fit(x，y)", "full-width comma"),
        ("fit(x, validation_split=10%)", "as a decimal, 0.1"),
        ("Dense(64, activation:'relu')", "= between them"),
        ("x = vectorise(x, 0,001)", "decimals are written with a point"),
        ("x = (1", "Every bracket that opens"),
        ("x = 'abc", "quotation mark that opens"),
        ("x = 1\n   y = 2", "does not stand under"),
        ("x = `a`", "backtick"),
        ("", "Nothing is written"),
        ("# only a comment", "Nothing but a comment"),
        ("x" * (MOST_CHARACTERS + 1), "longer than"),
    ],
)
def test_what_is_not_python_is_answered_with_what_to_mend(text: str, says: str):
    with pytest.raises(NotUnderstood, match=says):
        read(text)
