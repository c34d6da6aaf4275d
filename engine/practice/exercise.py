"""Judges a learner's answers together: each step is carried out where those before it have left off."""

import ast
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from time import thread_time
from typing import Any

from engine.practice import architecture, compiling, evaluating, fitting, loading, vectorising
from engine.practice.assumed import assume
from engine.practice.design import Design
from engine.practice.errors import Unread
from engine.practice.identifying import is_one_hot, labels_in, likeliest, newswires_in, same_rows
from engine.practice.interpreter.carry_out import carry_out, machine
from engine.practice.interpreter.machine import Machine
from engine.practice.interpreter.newswires import handful, load
from engine.practice.interpreter.objects import Net, Opaque
from engine.practice.interpreter.sampled import Sampled
from engine.practice.judging import Judging, Kind, Verdict, Wrong, beyond, judge, raises
from engine.practice.loaded_names import loaded_names
from engine.practice.reading import read
from engine.practice.steps import BLANK, STEPS, Answers, Fields

MOST_SECONDS = 0.8  # of this thread, for all steps together, on a slow machine: see `budget.py`


@dataclass(frozen=True, slots=True)
class Review:
    """All answers judged together.

    verdicts: of the steps answered; up to the first that does not pass, or of all where all faults were asked for.
    design: what they make, once all pass. borrowed: names used without an import, and where they are. shown: by step,
    the lines that only show something with a library that is not needed. measured: what was measured, as it is
    written: model, newswires, labels. loaded: what the four arrays of `load_data` are called. rows: what the encoded
    newswires are called, training and test. one_hot: whether the labels measured with are rows when the script ends.
    """

    verdicts: dict[str, Verdict[Any]]
    design: Design | None
    borrowed: Mapping[str, str]
    shown: Mapping[str, frozenset[int]]
    measured: tuple[str, str, str] | None
    loaded: tuple[str, ...]
    rows: tuple[str, str] = ("x_train", "x_test")
    one_hot: bool = True

    @property
    def passed(self) -> list[str]:
        """Names of the steps that pass, in order, up to the first that does not."""
        names = []
        for name, verdict in self.verdicts.items():
            if not verdict.passed:
                break
            names.append(name)
        return names

    @property
    def next_step(self) -> str | None:
        """The first step that does not pass yet; None when all do."""
        return next((step.name for step in STEPS if step.name not in self.passed), None)


def review(answers: Answers, all_faults: bool = False) -> Review:
    """Judges the answers in order; each is judged in the light of those before it.

    all_faults: goes on after a step that does not pass, as if it had been mended.
    """
    return _review(json.dumps(answers, sort_keys=True, default=str), all_faults)


@lru_cache(maxsize=256)
def _review(answers: str, all_faults: bool) -> Review:
    return _Judge(json.loads(answers)).all(all_faults)


class _Judge:
    """The judging of one set of answers, step after step, in one machine."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.m: Machine = machine(loaded_names(answers))
        self.left = MOST_SECONDS  # what judging takes, and counting the newswires, does not count
        self.values: dict[str, Any] = {}
        self.statements: dict[str, list[ast.stmt]] = {}
        self.shown: dict[str, frozenset[int]] = {}
        self.since = self.nets = 0
        self.before: dict[str, Any] = {}
        self.rows = ("x_train", "x_test")

    def all(self, all_faults: bool) -> Review:
        """The steps in order."""
        verdicts: dict[str, Verdict[Any]] = {}
        for step in STEPS:
            if step.name not in self.answers:
                break
            verdict = verdicts[step.name] = judge(self._step(step.name, self.answers[step.name]))
            if not verdict.passed and not all_faults:
                break
            self.values[step.name] = verdict.value
            if not verdict.passed:
                with self._timed():
                    statements = self.statements.get(step.name, [])
                    self.values[step.name] = assume(step.name, self.m, statements, self.values)
        whole = len(verdicts) == len(STEPS) and all(verdict.passed for verdict in verdicts.values())
        design = self._design() if whole else None
        measured = self._measured()
        measured = measured if measured and self._stands(*measured) else None
        labels = self.m.whole.names.get(measured[2]) if measured else None
        rows = labels.rows.ndim == 2 if isinstance(labels, Sampled) else self.values.get("labels") == "one-hot"
        return Review(verdicts, design, dict(self.m.borrowed), self.shown, measured, self.m.loaded, self.rows, rows)

    def _step(self, name: str, fields: Fields) -> Judging[Any]:
        if name == "load":
            return (yield from self._load(fields))
        code = str(fields.get("code") or "")
        m = self.m
        self.before, self.since, self.nets = dict(m.whole.names), len(m.events), len(m.nets)
        if name == "labels" and fields.get("kind") == "integers":
            code = ""  # nothing is to be typed, and no place to type is shown
        elif BLANK in code:
            raise Wrong(Kind.UNCLEAR, f"Fill the blanks in: every {BLANK} stands for something to write.")
        if name == "articles":
            m.encoding = str(fields.get("encoding") or "binary")
        if not code.strip() and self._made(name):
            self.before, self.since, self.nets = {}, 0, 0
        elif code.strip() or not self._done_already(name, fields):
            if not code.strip():
                self._check_elsewhere(name)
            m.shown = set()
            self.statements[name] = read(code)
            with self._timed():
                carry_out(m, code)
            self.shown[name] = frozenset(m.shown)
        return (yield from self._judged(name, fields))

    def _later(self) -> str:
        """The code of training and measuring, where it is there already, as of a whole script."""
        return "\n".join(str(self.answers.get(name, {}).get("code") or "") for name in ("fit", "evaluate"))

    def _check_elsewhere(self, name: str) -> None:
        """Raises Wrong where nothing is written for a step since a line of a later one does it."""
        if name == "compile" and "GradientTape" in self._later():
            raise beyond(
                "A loop of your own around `GradientTape` is not judged here, nor trained. `compile` and `fit` make "
                "the same steps."
            )
        if name == "labels" and vectorising.encoded_in(self._later(), self.m.loaded[1]):
            raise beyond(
                f"The labels are encoded in the midst of another call. Give them a name first, y_train = "
                f"to_categorical({self.m.loaded[1]}): then they are judged, and it runs the same."
            )

    @contextmanager
    def _timed(self) -> Iterator[None]:
        """Within it, carrying out ends when the time for all steps together is over."""
        self.m.until = thread_time() + self.left
        try:
            yield
        finally:
            self.left = self.m.until - thread_time()

    def _made(self, name: str) -> bool:
        """Whether a step before has made what belongs to this one too, as a function that does everything."""
        events = {event.kind for event in self.m.events}
        if name == "labels":
            held = self.m.whole.names.values()
            return any(isinstance(each, Sampled) and is_one_hot(each) for each in held)
        return (name in ("fit", "evaluate") and name in events) or (name == "network" and bool(self.m.nets))

    def _done_already(self, name: str, fields: Fields) -> bool:
        """Whether nothing needs to be typed: a step before has done it, or it was chosen."""
        net = self.m.nets[-1] if self.m.nets else None
        if name == "labels":
            return fields.get("kind") == "integers"
        return name == "compile" and net is not None and net.compiled is not None

    def _load(self, fields: Fields) -> Judging[Any]:
        chosen = yield from loading.judging(dict(fields))
        bound = {"num_words": chosen.num_words, "skip_top": chosen.skip_top, "maxlen": chosen.maxlen}
        try:
            (x, y), (x_test, y_test) = load({**bound, "test_split": chosen.test_split}, self.m)
        except Unread as unread:
            raise Wrong(Kind.UNCLEAR, unread.text) from None
        self.m.whole.names.update(zip(self.m.loaded, (x, y, x_test, y_test), strict=True))
        drawn = handful(chosen)
        self.m.likeliest = lambda rows: likeliest(rows, newswires_in(rows, drawn), drawn)
        return chosen

    def _judged(self, name: str, fields: Fields) -> Judging[Any]:
        m, chosen = self.m, self.values["load"]
        if name != "articles":  # whose rows are looked for among all that is there
            self._followed(name)
        match name:
            case "articles":
                self._check_choice(fields)
                rows, self.rows = yield from vectorising.judging_articles(m, self.before, chosen)
                return rows
            case "labels":
                if fields.get("kind") == "integers" and not self.statements.get(name):
                    return (yield from vectorising.judging_numbers())
                return (yield from vectorising.judging_labels(m, self.before, chosen, self._later()))
            case "network":
                rows, labels = self.values["articles"], self.values["labels"]
                return (yield from architecture.judging(m, self.nets, rows, labels, chosen))
            case "compile":
                return (yield from compiling.judging(m, self.values["labels"]))
            case "fit":
                return (yield from self._fitted(chosen))
        here = any(event.kind in ("evaluate", "predict") for event in m.events[self.since :])
        statements = (self.statements.get(name) if here else None) or self._all_statements()
        return (yield from evaluating.judging(m, statements, self.since, self.values["compile"], chosen))

    def _check_choice(self, fields: Fields) -> None:
        """The kind of row chosen, where `vectorise` is told by it."""
        if not any(event.kind == "vectorised" for event in self.m.events[self.since :]):
            return
        if fields.get("encoding") == "padded":
            raise Wrong(
                Kind.MISLEADS,
                "An index is a name, not a quantity: a Dense layer would take word 5,000 for a thousand times word "
                "5, in whichever place it stands. Trained like this, the network is right on about a third of the "
                "test newswires, no better than always guessing the largest topic. (Rows for an `Embedding` are "
                "made by `pad_sequences(x_train, maxlen=200)`.)",
            )
        if fields.get("encoding") not in vectorising.ENCODINGS:
            raise Wrong(Kind.UNCLEAR, "Choose what a row holds.")

    def _fitted(self, chosen: Any) -> Judging[Any]:
        if self._epochs_of_a_run():
            raise beyond(
                "How many epochs these are is found in an earlier run's history, and that run is not made here. Write "
                "the number that you found."
            )
        net = next((event.net for event in reversed(self.m.events) if event.kind == "fit"), None)
        if net is not None and net.compiled is not None and net.compiled.changed:  # since it was compiled
            self.values["compile"] = yield from compiling.judging_net(net, self.values["labels"])
        fitted, event = yield from fitting.judging(self.m, self._all_statements(), self.values["compile"], chosen)
        if event.net is not None and not event.net.guessed and len(self.m.nets) > 1:
            rows, labels = self.values["articles"], self.values["labels"]
            layers = yield from architecture.judging_net(event.net, rows, labels, chosen)
            compiled = yield from compiling.judging_net(event.net, labels)
            self.values |= {"network": layers, "compile": compiled}
        if event.net is not None and not any(isinstance(held, Net) for held in self.m.whole.names.values()):
            yield raises(
                "What `fit` returns takes the place of the model, which has no name any more: the next step stops."
            )
        return fitted

    def _followed(self, step: str) -> None:
        """Raises Wrong where newswires or labels come out of another library by now: they are not known here."""
        names = self.m.whole.names
        ours = (*self.rows, *self.m.loaded[1::2])
        made = vectorising.changed(self.m, self.before) if step == "labels" else ()
        for name, held in (*((each, names.get(each)) for each in ours), *made):
            if isinstance(held, Opaque) and (name in ours or held.of_data):
                raise beyond(
                    f"`{name[:40]}` is what `{held.path[:60]}` gives, and that is not worked out here. What the script "
                    "makes by NumPy or Keras is."
                )

    def _all_statements(self) -> list[ast.stmt]:
        return [each for step in STEPS for each in self.statements.get(step.name, [])]

    def _epochs_of_a_run(self) -> bool:
        """Whether the last `fit` trains for as many epochs as the figures of a run before it say."""
        nodes = [node for each in self._all_statements() for node in ast.walk(each)]
        fits = [node for node in nodes if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "fit"]
        epochs = [word.value for call in fits for word in call.keywords if word.arg == "epochs"]
        trained = [event.bound.get("epochs", 1) for event in self.m.events if event.kind == "fit"]
        return (
            len(trained) > 1
            and any(isinstance(node, ast.Attribute) and node.attr == "history" for node in nodes)
            and any(not isinstance(each, ast.Constant) for each in epochs[-1:])
            and trained[-1] < 3
        )

    def _design(self) -> Design:
        names = ("load", "articles", "labels", "network", "compile", "fit")
        return Design(*(self.values[name] for name in names))

    def _stands(self, model: str, x: str, y: str) -> bool:
        """Whether what was measured can be measured once more when the script has ended."""
        net, rows, labels = (self.m.whole.names.get(name) for name in (model, x, y))
        if not isinstance(net, Net) or not isinstance(rows, Sampled) or not isinstance(labels, Sampled):
            return False
        return rows.total == labels.total and not rows.ragged and not labels.ragged

    def _measured(self) -> tuple[str, str, str] | None:
        """What the last line that measures names: model, newswires, labels. It may do so by `predict`."""
        statements = self.statements.get("evaluate", [])
        calls = [
            node
            for statement in reversed(statements)
            if not isinstance(statement, ast.FunctionDef)
            for node in ast.walk(statement)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        ]
        for wanted in ("evaluate", "predict"):
            for call in calls:
                given = [*call.args[:2], *(word.value for word in call.keywords if word.arg in ("x", "y"))]
                match [call.func, *given]:
                    case [ast.Attribute(ast.Name(model), attr), ast.Name(x), ast.Name(y)] if (
                        attr == wanted == "evaluate"
                    ):
                        return model, x, y
                    case [ast.Attribute(ast.Name(model), attr), ast.Name(x), *_] if attr == wanted == "predict":
                        if labels := self._labels_of(x, statements):
                            return model, x, labels
        return None

    def _labels_of(self, rows: str, statements: list[ast.stmt]) -> str | None:
        """The name, in the statements, of the labels of those newswires; None where there is none."""
        drawn, held = handful(self.values["load"]), self.m.whole.names
        beside = newswires_in(held.get(rows), drawn)
        names = (node.id for statement in statements for node in ast.walk(statement) if isinstance(node, ast.Name))
        return next((name for name in names if same_rows(beside, labels_in(held.get(name), drawn, beside))), None)
