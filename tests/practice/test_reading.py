"""A learner's text becomes plain values, and nothing in it ever runs."""

import ast
import builtins
import os
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.practice.judging import Wrong
from engine.practice.names import understand
from engine.practice.reading import MOST_CHARACTERS, NotUnderstood, read
from engine.practice.values import Applied, Call, Many, Name, Statement

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
    "import keras, os",
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
def test_what_is_outside_the_grammar_is_refused_with_a_sentence_and_never_run(text: str, tripwire):
    with pytest.raises(NotUnderstood) as refusal:
        read(text)
    sentence = str(refusal.value)
    tripwire.undo()
    assert 10 < len(sentence) < 160
    assert sentence.endswith((".", "?", "]"))


def test_calls_of_any_name_are_only_read():
    assert read("eval('1 + 1')") == [Statement((), Call(Name("eval"), ("1 + 1",), ()))]
    assert read("os.system('ls')") == [Statement((), Call(Name("os.system"), ("ls",), ()))]
    assert read("getattr(os)(ls)") == [Statement((), Applied(Call(Name("getattr"), (Name("os"),), ()), Name("ls")))]


def test_names_made_of_names_cannot_grow_without_bound():
    lines = ["a = [1, 1]", *(f"{after} = [{before}, {before}]" for before, after in pairwise("abcdefghijklmnopqrst"))]
    with pytest.raises(Wrong, match="made of other names"):
        understand("\n".join(lines), {})


@pytest.mark.parametrize("text", ["model = " + "(" * 900 + ")" * 900, "model = " + "-" * 1900 + "1"])
def test_nesting_as_deep_as_the_limit_allows_leaves_a_thread_with_a_small_stack_alive(text: str):
    code = (
        "import threading; threading.stack_size(512 * 1024)\n"
        "from engine.practice.reading import read, NotUnderstood\n"
        "def work():\n"
        "    try: read(TEXT)\n"
        "    except NotUnderstood: print('refused')\n"
        "t = threading.Thread(target=work); t.start(); t.join()\n"
    ).replace("TEXT", repr(text))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "refused\n"


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_or_refused(text: str):
    try:
        assert all(isinstance(statement, Statement) for statement in read(text))
    except NotUnderstood:
        return


SIGNS = [
    "(",
    ")",
    "[",
    "]",
    ",",
    "=",
    ".",
    "-",
    "Dense",
    "model",
    "1",
    "'a'",
    "\n",
    " ",
    "*",
    "{",
    "}",
    "#",
    "\\",
    "lambda",
    ":",
    "if",
]


@given(st.lists(st.sampled_from(SIGNS), max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_mixture_of_the_languages_own_signs_is_read_or_refused(signs: list[str]):
    try:
        read("".join(signs))
    except NotUnderstood:
        return


def test_assignments_calls_lists_tuples_and_numbers_are_read():
    (statement,) = read(
        "model = keras.Sequential([Dense(64, activation='relu'), Input((10_000,)), Dropout(-.5)])  # my"
    )
    dense = Call(Name("Dense"), (64,), (("activation", "relu"),))
    shape = Call(Name("Input"), (Many((10_000,), False),), ())
    dropout = Call(Name("Dropout"), (-0.5,), ())
    layers = Many((dense, shape, dropout), True)
    assert statement == Statement(("model",), Call(Name("keras.Sequential"), (layers,), ()))


def test_several_lines_several_targets_and_constants_are_read():
    called = Call(Name("model.evaluate"), (Name("x_test"), Name("y_test")), (("verbose", None),))
    assert read("loss, accuracy = model.evaluate(x_test, y_test, verbose=None)\nx = True\n") == [
        Statement(("loss", "accuracy"), called),
        Statement(("x",), True),
    ]
