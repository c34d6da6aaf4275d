"""Judges how the network is measured: on which newswires, and what the figures are called."""

import ast
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.practice.design import Compiled
from engine.practice.figures import choose, misnamed, wrong_divisor
from engine.practice.fitting import CHOSEN, LEAK
from engine.practice.identifying import Identity, found_and_own, labels_in, likeliest, newswires_in, parts_in, same_rows
from engine.practice.interpreter.machine import Machine
from engine.practice.interpreter.newswires import Handful, handful
from engine.practice.interpreter.objects import Event, Net
from engine.practice.interpreter.sampled import Items, Sampled, as_rows
from engine.practice.judging import Judging, Kind, Wrong, advice, good, misleads, unclear
from engine.practice.reuters import Loading

CHOSEN_NETWORK = (
    "The network would be chosen that suits the test newswires best. They have then helped to choose, and no longer "
    "tell how it does on new ones. Choose by val_accuracy or val_loss, and measure the chosen one here, once."
)
FEW = 64  # predictions that are looked at, where each is made by itself
TRAINS = ("fit", "train")
SWAPS = ("classification_report", "precision_score", "recall_score", "precision_recall_fscore_support")
FIGURE_ALONE = re.compile(r"(test_)?(acc|accuracy|loss)", re.IGNORECASE)
LIKELIEST = re.compile(r"arg|max|index|sort|top|categorical|round|entropy|log_loss|auc|inverse")
FIGURE = re.compile(r"accuracy|report|confusion|f1|precision|recall|score")


def judging(
    m: Machine, statements: Sequence[ast.stmt], since: int, compiled: Compiled, loading: Loading
) -> Judging[bool]:
    """The calls since so many were noted, judged."""
    drawn, events = handful(loading), m.events[since:]
    if all(event.kind not in ("evaluate", "predict") for event in events):  # as in a loop that trains and measures
        events = m.events
    measured = [event for event in events if event.kind == "evaluate"]
    if not measured:
        return (yield from _by_predicting(events, statements, drawn, m))
    alone = {event.targets[0] for event in measured if len(event.targets) == 1 and not event.bound.get("return_dict")}
    on = [newswires_in(event.bound.get("x"), drawn) for event in measured]
    tested = [event for event, what in zip(measured, on, strict=True) if what is not None and what.part == "test"]
    if not tested:
        yield _elsewhere(on[-1])
    if any(event.kind in ("fit", "train") and "test" in parts_in(event.bound.get("x"), drawn) for event in events):
        yield misleads(LEAK)
    if tested and _is_untrained(tested[-1], m):
        yield misleads(
            "The network measured here has the weights it began with: what `fit` has trained is another one, or its "
            "weights were put back. About one newswire in 46 is right by chance."
        )
    yield from _several(tested, statements)
    lists = {name for name, held in m.whole.names.items() if isinstance(held, Items)} & alone
    parts = {name: place for event in measured if len(event.targets) == 2 for place, name in enumerate(event.targets)}
    if wrong := misnamed(statements, lists, parts):
        yield misleads(
            f"`evaluate` gives the loss first, then the metrics: `{wrong}` is called by the other's name here. The "
            "loss is the first of the figures, [0], the accuracy the second, [1]."
        )
    yield from _judge_swapped(events, drawn)
    for event in tested[-1:]:
        x = newswires_in(event.bound.get("x"), drawn)
        y = labels_in(event.bound.get("y"), drawn, x)
        if not same_rows(x, y):
            yield misleads("Newswires and labels are not of the same rows: the figure means nothing.")
        shares = [each for each in tested if each.line == event.line and each.net is event.net]
        together = sum(each.bound["x"].total for each in shares if isinstance(each.bound.get("x"), Sampled))
        if x is not None and together < (there := drawn.test[0].total):
            yield advice(f"{x.total:,} of the {there:,} test newswires are measured: all of them tell more.")
        parted = len(event.targets) == 1 and not isinstance(m.whole.names.get(event.targets[0]), list)
        yield from _judge_targets(event.targets, 1 + len(compiled.metrics), event.bound, parted)
    for name, held in m.whole.names.items():
        if name in m.loaded and not isinstance(held, Sampled):
            yield advice(f"`{name}` no longer holds its data: nothing more can be measured on it.")
    if m.nets and not any(isinstance(held, Net) for held in m.whole.names.values()):
        yield advice("The model's name stands for something else now: the network can no longer be asked anything.")
    yield good("Measured once, on newswires that took no part in training or choosing.")
    return True


def _is_untrained(event: Event, m: Machine) -> bool:
    """Whether a network that was measured had not learned anything, though something was trained."""
    if event.net is None or event.net.guessed or event.epochs or all(each.kind not in TRAINS for each in m.events):
        return False
    trained = {id(layer) for net in m.nets if net.epochs for layer in net.way}
    return not any(id(layer) in trained for layer in event.net.way)


def _several(tested: Sequence[Event], statements: Sequence[ast.stmt]) -> Judging[None]:
    """Several networks, or one in several states, measured on the test newswires: whether their figures choose."""
    networks = {id(event.net) for event in tested}
    states = {(id(event.net), event.epochs) for event in tested if event.epochs}
    if len(networks) < 2 and len(states) < 2:
        return
    if choose(statements, {event.line for event in tested}):
        yield misleads(CHOSEN_NETWORK if len(networks) > 1 else CHOSEN)
    elif len(networks) > 1:
        yield advice(
            "Several networks are measured on the test newswires. Choose one by its validation figures, not by these."
        )
    else:
        yield advice(
            "The network is measured on the test newswires while it learns. How long it learns is told by its "
            "validation figures, not by these."
        )


def _elsewhere(what: Identity | None) -> Any:
    if what is not None and what.part == "train":
        return misleads(
            "On newswires it has learned from, the network looks far better than it is: about 95% right in a trial, "
            "and 81% on new ones. Only the test newswires can tell."
        )
    return unclear(
        "`evaluate` needs newswires that took no part in training, and their labels, by the names they have in the "
        "script."
    )


def _judge_swapped(events: Sequence[Event], drawn: Handful) -> Judging[None]:
    """Figures of scikit-learn's that are given the predictions where the labels belong."""
    for event in events:
        name = event.bound.get("by")
        if name not in (*SWAPS, "confusion_matrix") or labels_in(event.bound["left"], drawn) is not None:
            continue
        own = labels_in(event.bound["right"], drawn)
        found = None if own is None else likeliest(event.bound["right"], own, drawn)
        if found is None or found != np.asarray(event.bound["left"].rows).tolist():
            continue
        if name == "confusion_matrix":
            yield advice(
                "`confusion_matrix` takes the labels first. The other way round its rows are what was predicted, and "
                "its columns what is true."
            )
        else:
            yield misleads(
                f"`{name}` takes the labels first, then the predictions. The other way round precision and recall "
                "change places, and a topic's newswires are counted as they were predicted."
            )


def _by_predicting(
    events: Sequence[Event], statements: Sequence[ast.stmt], drawn: Handful, m: Machine
) -> Judging[bool]:
    """Outputs for the test newswires, compared with their labels by the learner."""
    predicted = [event for event in events if event.kind == "predict"]
    if not predicted:
        raise Wrong(
            Kind.UNCLEAR, "Nothing is measured yet. This step is one line: `loss, accuracy = model.evaluate(…)`."
        )
    what = newswires_in(as_rows(predicted[-1].bound.get("x")), drawn)
    compared = any(
        isinstance(node, ast.Compare) or (isinstance(node, ast.Name | ast.Attribute) and FIGURE.search(_name(node)))
        for statement in statements
        for node in ast.walk(statement)
    )
    if not compared and not any(event.kind.startswith("compare") for event in events):
        raise Wrong(
            Kind.UNCLEAR,
            f"{_predicted(what, drawn)} That does not say how many of them are right: `evaluate` says it, and so "
            "does a comparison of the likeliest topics with the labels.",
        )
    if what is None or what.part != "test":
        yield _elsewhere(what)
    words = [
        _name(node) for each in statements for node in ast.walk(each) if isinstance(node, ast.Name | ast.Attribute)
    ]
    if not any(LIKELIEST.search(word) for word in words):
        yield misleads(
            "`predict` gives 46 probabilities for each newswire, and the labels are no probabilities: the two are "
            "hardly ever equal. Which topic is the likeliest comes first, `predict(…).argmax(axis=1)`, and of "
            "labels that are rows, `y_test.argmax(axis=1)`."
        )
    elif "argmin" in words:
        yield misleads(
            "`argmin` finds the least likely topic of each newswire. The likeliest is found by `argmax(axis=1)`."
        )
    elif any(_along_rows(node) for each in statements for node in ast.walk(each)):
        yield misleads(
            "axis=0 goes down a column: for each topic the newswire it fits best, 46 numbers. Which topic is likeliest "
            "for a newswire is found along its row: argmax(axis=1), a number for each newswire."
        )
    elif _as_a_whole(events, statements):
        yield misleads(
            "Two lists, two sets, or two arrays as a whole, are alike or not: that is one True or False, and does not "
            "say how many newswires are right. Compare arrays, element by element: (predicted == y_test).mean()."
        )
    elif _place_by_place(events, words):
        yield misleads(
            "Compared place by place, 45 of the 46 places of a row are 'no' in the labels and in nearly every output, "
            "so that about 98% agree whatever the network says. Compare topics: argmax(axis=1) of both."
        )
    elif not _compared_rightly(events, statements, [event.bound.get("x") for event in predicted], what, drawn):
        yield misleads(
            "Nothing here compares the likeliest topic of each test newswire with its own label, so that what comes "
            "out is not the share that is right. `predict(…).argmax(axis=1)` is that topic, a number for each newswire."
        )
    yield from _judge_divisor(events, statements, what if len(predicted) == 1 else None, drawn, m)
    yield from _judge_swapped(events, drawn)
    compares = [
        op for each in statements for node in ast.walk(each) if isinstance(node, ast.Compare) for op in node.ops
    ]
    if any(isinstance(op, ast.NotEq) for op in compares) and not any(isinstance(op, ast.Eq) for op in compares):
        yield advice("`!=` counts the newswires sorted wrongly: this is the share of errors, 1 minus the accuracy.")
    yield good("The likeliest topic of each test newswire, compared with its label.")
    return True


def _place_by_place(events: Sequence[Event], words: Sequence[str]) -> bool:
    """Whether only tables are compared, and not whole rows of them."""
    kinds = {event.kind for event in events if event.kind.startswith("compare")}
    return kinds == {"compare places"} and "all" not in words


def _as_a_whole(events: Sequence[Event], statements: Sequence[ast.stmt]) -> bool:
    """Whether lists, sets or arrays are only found to be alike as a whole, or not."""
    if _asks_for_figures(statements):
        return False
    kinds = {event.kind for event in events if event.kind.startswith("compare")}
    nodes = [node for each in statements for node in ast.walk(each)]
    equal = [node for node in nodes if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq)]
    joined = [
        part for node in nodes if _is_all_or_any(node) for part in ast.walk(node) if isinstance(part, ast.Compare)
    ]
    return kinds == {"compare whole"} or (bool(equal) and all(node in joined for node in equal))


def _is_all_or_any(node: ast.AST) -> bool:
    """Whether a node makes one True or False of all: `all(…)`, `(a == b).any()`, but not along an axis."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name | ast.Attribute)
        and _name(node.func) in ("all", "any")
        and not any(word.arg == "axis" for word in node.keywords)
        and not any(isinstance(each, ast.Constant) for each in node.args)
    )


def _asks_for_figures(statements: Sequence[ast.stmt]) -> bool:
    """Whether a function is called whose name says that it is a figure, such as `accuracy_score`."""
    calls = [node.func for each in statements for node in ast.walk(each) if isinstance(node, ast.Call)]
    return any(FIGURE.search(_name(func)) for func in calls if isinstance(func, ast.Name | ast.Attribute))


def _compared_rightly(
    events: Sequence[Event], statements: Sequence[ast.stmt], given: Sequence[Any], what: Identity | None, drawn: Handful
) -> bool:
    """Whether what is compared, if anything is noted, is likeliest topics with labels of the same rows."""
    sides = [(event.bound["left"], event.bound["right"]) for event in events if event.kind == "compare"]
    for pair in sides:
        for labels, others in (pair, pair[::-1]):
            own = labels_in(labels, drawn, what)
            if (
                own is not None
                and likeliest(labels, own, drawn) == np.asarray(getattr(others, "rows", others)).tolist()
            ):
                return True
    pairs = [event for event in events if event.kind == "compare two"]
    pairs = [event for event in pairs if event.bound["exact"]] or pairs
    twos = [(event.bound["left"], event.bound["right"]) for event in pairs]
    meant: list[tuple[int, int]] = []
    for x in given[-FEW:]:
        rows = as_rows(x)
        meant += (found_and_own(rows, newswires_in(rows, drawn), drawn) if rows is not None else None) or []
    for left, right in sides:
        both = list(zip(left.rows.tolist(), right.rows.tolist(), strict=False)) if _are_rows(left, right) else []
        if len(both) > 4 and any({*each} <= {*meant} for each in (both, [pair[::-1] for pair in both])):
            return True  # some of them, in whatever order
    if not sides and not twos:
        numbers = [event for event in events if event.kind == "numbers"]
        kinds = {event.kind for event in events}
        few = all(sum(event.line == one.line for event in numbers) < 5 for one in numbers)  # such as lengths
        others = "compare others" in kinds or "compare whole" in kinds or ("numbers" in kinds and few)
        if others and "numbers of rows" not in kinds:
            return _asks_for_figures(statements)
        return not _with_others(numbers, meant)
    if sides:
        return what is None or _topic_by_topic(events, drawn)
    return not meant or 2 * sum(pair in meant or pair[::-1] in meant for pair in twos) >= len(twos)


def _topic_by_topic(events: Sequence[Event], drawn: Handful) -> bool:
    """Whether labels, and on another line predictions, are compared with one topic after another."""
    asked: dict[bool, set[tuple[int, int]]] = {True: set(), False: set()}  # of labels or not: line and topic
    for event in events:
        pair = (event.bound.get("left"), event.bound.get("right"))
        rows = next((each for each in pair if isinstance(each, Sampled)), None)
        topic = next((each for each in pair if isinstance(each, np.integer)), None)
        if event.kind == "compare" and rows is not None and topic is not None:
            whole = rows.total == drawn.test[0].total and labels_in(rows, drawn) is not None
            asked[whole].add((event.line, int(topic)))
    lines = {line for line, _ in asked[True]}
    topics = {topic for line, topic in asked[False] if line not in lines} & {topic for _, topic in asked[True]}
    return len(topics) > 4


def _are_rows(left: Any, right: Any) -> bool:
    return isinstance(left, Sampled) and isinstance(right, Sampled)


def _with_others(events: Sequence[Event], meant: Sequence[tuple[int, int]]) -> bool:
    """Whether numbers compared in one line are the likeliest topics, in order, with labels that are not their own."""
    for line in {event.line for event in events}:
        pairs = [(int(event.bound["left"]), int(event.bound["right"])) for event in events if event.line == line]
        for these in (pairs, [pair[::-1] for pair in pairs]):
            if len(these) > 4 and [one for one, _ in these] == [found for found, _ in meant]:
                return 2 * sum(a == b for a, b in zip(these, meant, strict=True)) < len(these)
    return False


def _judge_divisor(
    events: Sequence[Event], statements: Sequence[ast.stmt], what: Identity | None, drawn: Handful, m: Machine
) -> Judging[None]:
    """What right ones are divided by. what: the newswires predicted, where they are predicted at once."""
    sides = [event.bound[side] for event in events if event.kind == "compare" for side in ("left", "right")]
    compared = {each.total for each in sides if isinstance(each, Sampled)}
    totals = compared | {drawn.test[0].total} if what is None else compared or {what.total}
    if number := wrong_divisor(statements, m.whole.names, totals, not compared):
        yield misleads(
            f"Right ones are counted among {max(totals):,} newswires, and divided by {number:,}: that is not the share "
            "that is right. Divide by how many were compared, or take the mean: (predicted == y_test).mean()."
        )


def _along_rows(node: ast.AST) -> bool:
    """Whether a node is `argmax` along the wrong side of the rows."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "argmax"
        and any(
            word.arg == "axis" and isinstance(word.value, ast.Constant) and word.value.value == 0
            for word in node.keywords
        )
    )


def _predicted(what: Identity | None, drawn: Handful) -> str:
    """What is known of a script that only predicts."""
    tests = drawn.test[0].total
    if what is None:
        return "`predict` gives 46 probabilities for each newswire here."
    if what.part == "train":
        return "`predict` gives 46 probabilities for newswires of the training part here, which the network knows."
    some = f"{what.total:,} of the {tests:,} test newswires" if what.total < tests else f"all {tests:,} test newswires"
    return f"`predict` gives 46 probabilities for {some} here."


def _name(node: ast.Name | ast.Attribute) -> str:
    return (node.id if isinstance(node, ast.Name) else node.attr).lower()


def _judge_targets(targets: Sequence[str], returned: int, bound: dict[str, Any], whole: bool) -> Judging[None]:
    """whole: whether the name stands for something that was taken out of the figures."""
    if bound.get("return_dict") is True:
        if len(targets) > 1:
            yield misleads(
                "With `return_dict=True` a dictionary comes back, and several names get its keys, the words 'accuracy' "
                "and 'loss', not the figures. Leave it out, or give it one name and ask for figures['accuracy']."
            )
        return
    if len(targets) == 1 < returned and not whole and FIGURE_ALONE.fullmatch(targets[0]):
        yield misleads(
            f"`{targets[0]}` gets a list of {returned} figures, the loss first. Two names take them apart, "
            "`loss, accuracy = …`; or one is asked for by its place, results[1]."
        )
    if len(targets) == returned > 1 and ("acc" in targets[0].lower() or "loss" in targets[1].lower()):
        yield misleads("`evaluate` gives the loss first, then the metrics: these names are the wrong way round.")
    if not targets:
        yield advice("Give the figures names, `loss, accuracy = …`, to use them further.")
