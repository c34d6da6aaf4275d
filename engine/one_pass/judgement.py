"""The end of the pass: whether the update helped, where many of them lead, and what to try next."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from engine.one_pass.notes import only_output_biases
from engine.one_pass.settings import PASSES, Settings
from engine.one_pass.trace import Trace
from engine.one_pass.training import classified_correctly, train
from engine.one_pass.variables import layers, listed


@dataclass(frozen=True, slots=True)
class Ahead:
    """Where going on leads. updates: how many were made, 500 unless the training ended. losses: before the first, after
    one, after two, ... right, samples: classified correctly after the last one. sentence: the same in words."""

    updates: int
    losses: tuple[float, ...]
    right: int
    samples: int
    sentence: str


Guess = Literal["more", "same", "fewer"]


@dataclass(frozen=True, slots=True)
class Try:
    """A change worth trying. key: its name in a message. ask: what to predict first. choices: the answers, as a message
    names them and as they are read."""

    key: str
    title: str
    ask: str
    choices: tuple[tuple[Guess, str], ...]


def judgement(passed: Trace) -> list[str]:
    """A sentence each on the loss, on guessing, on the samples classified correctly, and on dead units."""
    if "new_cce_loss" not in passed.values:
        return []
    return [_fell(passed), _guessing(passed), _right(passed), *_dead(passed)]


def _loss(loss: float, digits: int = 4) -> str:
    """Four decimals, as on the stage, or more; of a very small or large loss so many leading digits."""
    return f"{loss:.{digits}f}" if 1e-3 <= loss < 1e6 else f"{loss:.{digits}g}"


def _fell(passed: Trace) -> str:
    before, after = float(passed.values["cce_loss"]), float(passed.values["new_cce_loss"])
    if after == before:
        names = [name for layer in layers(passed.settings) for name in (layer.W, layer.b)]
        moved = any((passed.values[name] != passed.values["new_" + name]).any() for name in names)
        return (
            f"The loss is still {_loss(before)}{', although weights have moved' if moved else ': no weight has moved'}."
        )
    if not np.isfinite([before, after]).all():
        return f"The loss was {_loss(before)} and is now {_loss(after)}."
    digits = next(digits for digits in range(4, 18) if _loss(before, digits) != _loss(after, digits))
    return f"The loss {'fell' if after < before else 'rose'} from {_loss(before, digits)} to {_loss(after, digits)}."


def _guessing(passed: Trace) -> str:
    classes, loss = passed.settings.classes, float(passed.values["new_cce_loss"])
    guess = float(np.log(classes))
    if not np.isfinite(loss):
        return f"Giving all classes the same probability would cost ln {classes} = {guess:.4f}; this loss is no number."
    equal = np.isclose(loss, guess, rtol=1e-9)
    sense = "just as much" if equal else "more than that" if loss > guess else "less than that"
    return f"Giving all classes the same probability would cost ln {classes} = {guess:.4f}; the network costs {sense}."


def _right(passed: Trace) -> str:
    index, n = passed.values["index"], passed.settings.samples
    before, after = (classified_correctly(passed.values[name], index) for name in ("y_hat", "new_y_hat"))
    of = f"of {n} {'sample' if n == 1 else 'samples'}"
    if before == after:
        return f"{after} {of} {'is' if 1 in (after, n) else 'are'} classified correctly, as many as before."
    return f"{after} {of} {'is' if 1 in (after, n) else 'are'} classified correctly now, {before} before."


def _dead(passed: Trace) -> Iterator[str]:
    if passed.settings.activation != "relu":
        return
    for layer in layers(passed.settings):
        units = np.flatnonzero((passed.values[layer.a] == 0).all(axis=0))
        if units.size and not layer.last:
            if units.size == layer.n_out:
                told = f"All units of the {layer.title} are dead: every sample gets the same answer."
                biases = " Only the output layer's biases learn, and all they can learn is how common each class is."
                yield told + biases * only_output_biases(passed)
                continue
            one = units.size == 1
            who = f"Unit{'' if one else 's'} {listed(units)} of the {layer.title}"
            whose, they = ("its", "it") if one else ("their", "they")
            held = "no update moves" if layer.number == 1 else "this update did not move"
            again = "" if layer.number == 1 else f" The layer below goes on changing, so {they} may come back."
            yield f"{who} {'is' if one else 'are'} dead, so {held} {whose} weights.{again}"


def ahead(settings: Settings) -> Ahead:
    """Where up to 500 updates lead from the first pass of these settings."""
    history = train(replace(settings, passes=0), PASSES)
    updates, loss = len(history.losses) - 1, history.losses[-1]
    if history.broken:
        sentence = "There is no going on: a line of this pass fails."
    elif history.stopped is not None:
        many = "one update" if updates == 1 else f"{updates} updates"
        sentence = f"After {many} a number is no longer finite, and the training ends there."
    else:
        right, n = history.right[-1], settings.samples
        of = f"{right} of {n} {'sample' if n == 1 else 'samples'} {'is' if right == 1 else 'are'}"
        sentence = f"After {updates} updates the loss is {_loss(loss)}, and {of} classified correctly."
    return Ahead(updates, history.losses, history.right[-1], settings.samples, sentence)


def _rate(settings: Settings) -> Settings:
    rate = settings.lr * 10 if settings.lr < 1 else settings.lr / 10
    return replace(settings, lr=float(f"{rate:.12g}"))


def _seeds(settings: Settings) -> Settings:
    seeds = tuple((seed + 1) % 1000 for seed in settings.seeds)
    return replace(settings, seeds=seeds, weights=(None,) * len(seeds))


def _activation(settings: Settings) -> Settings:
    return replace(settings, activation="leaky_relu" if settings.activation == "relu" else "relu")


LOSS: tuple[tuple[Guess, str], ...] = (("fewer", "lower"), ("same", "the same"), ("more", "higher"))
RIGHT: tuple[tuple[Guess, str], ...] = (("more", "more"), ("same", "as many"), ("fewer", "fewer"))
CHANGES: dict[str, Callable[[Settings], Settings]] = {"rate": _rate, "seeds": _seeds, "activation": _activation}


def tries(settings: Settings) -> list[Try]:
    """Three changes to predict, make, and judge at the last step of the pass that comes of them."""
    up, relu = settings.lr < 1, settings.activation == "relu"
    more = f"After {PASSES} updates, will more samples be classified correctly than without it?"
    return [
        Try(
            "rate",
            f"A learning rate {'ten times as large' if up else 'a tenth as large'}",
            f"After {PASSES} updates, will the loss be lower or higher than without it?",
            LOSS,
        ),
        Try("seeds", "Other random weights", f"Was the start unlucky? {more}", RIGHT),
        Try(
            "activation",
            "Leaky ReLU in place of ReLU" if relu else "ReLU",
            ("No unit can be dead then." if relu else "Units can be dead then.") + f" {more}",
            RIGHT,
        ),
    ]


def attempt(settings: Settings, key: str) -> Settings:
    """The settings of a try, 500 updates on, so that its pass shows what came of it.

    Raises: KeyError for a try that there is not.
    """
    return replace(CHANGES[key](replace(settings, passes=0)), passes=PASSES)


def verdict(settings: Settings, key: str, guess: str) -> str:
    """What a try led to, beside what was predicted and what these settings lead to without it.

    guess: one of the try's choices. Raises: KeyError for a try or a choice that there is not.
    """
    before, after = ahead(settings), ahead(attempt(settings, key))
    of = f"of {after.samples} {'sample' if after.samples == 1 else 'samples'}"
    if key == "rate":
        old, new, names = before.losses[-1], after.losses[-1], dict(LOSS)
        came: Guess = "same" if new == old else "fewer" if new < old else "more"
        found = f"after {after.updates} updates the loss is {_loss(new)}, without the change {_loss(old)}"
    else:
        names = dict(RIGHT)
        came = "same" if after.right == before.right else "fewer" if after.right < before.right else "more"
        right = f"{after.right} {of} {'is' if after.right == 1 else 'are'} classified correctly"
        found = f"{right}, without the change {before.right}"
    said = names[guess]  # type: ignore[index]
    return (
        f"You said {said}, and so it is: {found}."
        if guess == came
        else f"You said {said}; it is {names[came]}: {found}."
    )
