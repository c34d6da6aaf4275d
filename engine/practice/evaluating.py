"""Judges `model.evaluate`: which newswires can tell how good the network is."""

from collections.abc import Sequence

from engine.practice.design import Compiled
from engine.practice.judging import Judging, Kind, Wrong, advice, beyond, good, misleads, raises, unclear
from engine.practice.names import KEPT
from engine.practice.signatures import bind
from engine.practice.values import Call, Name, Statement


def judging(statements: Sequence[Statement], compiled: Compiled) -> Judging[bool]:
    """The typed call of evaluate, judged."""
    statement, call = _evaluate_call(statements)
    bound = bind(call)
    paths = tuple(value.path if isinstance(value, Name) else "" for value in (bound.get("x"), bound.get("y")))
    if paths == ("x_train", "y_train"):
        yield misleads(
            "On newswires it has learned from, the network looks far better than it is: about 95% right "
            "in a trial, and 81% on new ones. Only the test newswires can tell."
        )
    elif set(paths) == {"x_train", "y_test"} or set(paths) == {"x_test", "y_train"}:
        yield raises(
            "Newswires of one part and labels of the other: there are not equally many, and Keras stops at once."
        )
    elif paths == ("y_test", "x_test"):
        yield raises("First the newswires, then their labels. Turned round, the shapes do not fit the network.")
    elif paths != ("x_test", "y_test"):
        yield unclear("`evaluate` needs the test newswires and their labels, by the names they have in the script.")
    yield from _judge_targets(statement.targets, compiled)
    yield good("Measured once, on newswires that took no part in training or choosing.")
    return True


def _judge_targets(targets: Sequence[str], compiled: Compiled) -> Judging[None]:
    returned = 1 + len(compiled.metrics)
    if len(targets) > 1 and len(targets) != returned:
        yield raises(
            f"`evaluate` returns {returned} figures, the loss and your metrics; {len(targets)} names do not match."
        )
    elif len(targets) > 1 and ("acc" in targets[0].lower() or "loss" in targets[1].lower()):
        yield misleads("`evaluate` gives the loss first, then the metrics: these names are the wrong way round.")
    if any(target in KEPT for target in targets):
        yield raises(
            "`evaluate` returns figures. Under the name of the model or of the data they take its place, and "
            "the lines that follow stop."
        )
    if not targets:
        yield advice("It prints the figures. Give them names, `loss, accuracy = …`, to use them further.")


def _evaluate_call(statements: Sequence[Statement]) -> tuple[Statement, Call]:
    """The line with the call of evaluate; lines that print something may follow it, or it may stand in one."""
    first, *more = [_printed(statement) for statement in statements] or [Statement((), None)]
    call = first.value
    if isinstance(call, Call) and call.name.path == "model.predict":
        raise Wrong(
            Kind.UNCLEAR, "`predict` gives 46 probabilities a newswire. Which share is right is what `evaluate` tells."
        )
    if not isinstance(call, Call) or call.name.path != "model.evaluate":
        raise Wrong(Kind.UNCLEAR, "This step is one line: `loss, accuracy = model.evaluate(…)`.")
    if any(isinstance(statement.value, Call) for statement in more):
        raise beyond("One call of `evaluate` is judged here.")
    return first, call


def _printed(statement: Statement) -> Statement:
    """`print(…)` of a call as that call; of anything else as nothing."""
    call = statement.value
    if not isinstance(call, Call) or call.name.path != "print" or statement.targets:
        return statement
    if call.keywords:
        raise beyond("Print with values alone here.")
    return Statement((), next((given for given in call.args if isinstance(given, Call)), None))
