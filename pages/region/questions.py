"""What the component asks of the server, on a press: to read a file, to prove a run, to write something to keep."""

from collections.abc import Callable, Mapping
from typing import Any

from engine.address import shortened
from engine.jobs import WorkerUnavailable, workbench
from engine.region import csv_points, export, message, proof
from engine.region.page_file import page_data, page_file
from pages.region import own_points, session
from pages.shared.palette import BOTH_PICTURES


def answer(question: Mapping[str, Any]) -> dict[str, Any]:
    """The answer for the component; `problem` is a sentence where there is none. Never raises."""
    try:
        return QUESTIONS[question["kind"]](question)
    except (ValueError, TypeError, KeyError, OverflowError) as problem:
        return {"problem": shortened(problem) or "That cannot be answered."}
    except (WorkerUnavailable, TimeoutError) as problem:
        return {"problem": shortened(problem) or "The server is busy; try again in a moment."}


def read_file(question: Mapping[str, Any]) -> dict[str, Any]:
    """The points of the user's file, read strictly, and kept for the session."""
    text = question["text"]
    if not isinstance(text, str):
        raise TypeError("text")
    points = csv_points.read_table(text)
    session.kept().csv = text
    return {"table": message.table(text, points)}


def points_of_a_file(question: Mapping[str, Any]) -> dict[str, Any]:
    """What the user's file holds; once it is taken, its points."""
    if question.get("forget"):
        own_points.forget()
        return {}
    return own_points.examined(question, lambda text: read_file({"text": text}))


def prove(question: Mapping[str, Any]) -> dict[str, Any]:
    """The taught classes train the same settings in the worker, and every weight is compared."""
    sent = question["proof"]
    settings = session.settings_of(sent["settings"], session.kept().csv)
    if (price := proof.price(settings)) > proof.MOST_SECONDS:
        raise ValueError(f"The library would need about {price:.0f} seconds for this run: choose a shorter one.")
    found = workbench().ask(proof.prove, settings, sent["weights"], sent["at"], sent["snapshots"], timeout=120)
    return {"say": told(found)}


def told(found: proof.Proof) -> str:
    """What a comparison found, in words."""
    if not found.weights:
        return "The two runs did not end at the same moment, so they cannot be compared frame by frame."
    say = (
        f"{found.weights:,} weights of all frames compared with what the library gets in {found.seconds:.2f} s: "
        f"the largest difference is {found.difference:.1e}."
    )
    first, last = found.growth[1] if len(found.growth) > 1 else 0.0, found.growth[-1]
    if found.difference < 1e-9:
        return f"{say} It is rounding: a browser's exponential function differs in its last digit."
    return f"{say} After the first frame it was {first:.1e}, at the end {last:.1e}: rounding grows with every step."


def kept_file(name: str, type_: str, write: Callable[[Any], str]) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """A question for a file of these settings."""

    def written(question: Mapping[str, Any]) -> dict[str, Any]:
        settings = session.settings_of(question["settings"], session.kept().csv)
        return {"name": name, "type": type_, "text": write(settings)}

    return written


def page_in_a_file(question: Mapping[str, Any]) -> dict[str, Any]:
    """The component as one HTML file that trains by itself, open at these settings and this epoch."""
    csv = session.kept().csv
    settings = session.settings_of(question["settings"], csv)
    view = {"epoch": float(question["epoch"])}
    text = page_file(page_data(settings, BOTH_PICTURES, csv, view=view, home=str(question.get("home", ""))))
    return {"name": "region.html", "type": "text/html", "text": text}


QUESTIONS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "points": points_of_a_file,
    "proof": prove,
    "script": kept_file("region.py", "text/x-python", export.script),
    "page": page_in_a_file,
    "notebook": kept_file("region.ipynb", "application/x-ipynb+json", export.notebook),
}
