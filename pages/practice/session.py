"""What the exercise keeps: answers, attempts, the drafts in the widgets, and the answers in the address."""

from collections.abc import Collection, Mapping
from typing import Any

import streamlit as st

from engine.practice.exercise import review
from engine.practice.progress import LARGEST_FILE, MOST_TRIES, Attempt, NotProgress, from_link, to_link
from engine.practice.reading import NotUnderstood
from engine.practice.splitting import is_whole, split
from engine.practice.steps import BROUGHT, BY_NAME, Answers, Fields
from pages.practice.editor import typed

ANSWERS, ATTEMPTS, HINTS, WRITTEN = "practice_answers", "practice_attempts", "practice_hints", "practice_written"
SCRIPT, SCRIPT_PROBLEM, TESTED = "practice_script", "practice_script_problem", "practice_tested"
REVISION, CLEARED, RESUMED = "practice_revision", "practice_cleared", "practice_resumed"
TRIES = "practice_tries"
CHECKED = "practice_checked"
VIEW, BEFORE, MATRIX, CELL = "practice_view", "practice_before", "practice_matrix", "practice_cell"


def answers() -> dict[str, Fields]:
    """The answers checked so far, by step."""
    return st.session_state.setdefault(ANSWERS, {})


def attempts() -> list[Attempt]:
    """The runs finished so far."""
    return st.session_state.setdefault(ATTEMPTS, [])


def tries() -> dict[str, list[Fields]]:
    """By step, what was checked, one after another."""
    return st.session_state.setdefault(TRIES, {})


def _tried(step: str, fields: Fields) -> None:
    several = tries().setdefault(step, [])
    if not several or several[-1] != fields:
        several.append(dict(fields))
        del several[:-MOST_TRIES]


def take_up_tries(loaded: Mapping[str, list[Fields]]) -> None:
    """The tries of a file, or of an earlier visit."""
    st.session_state[TRIES] = {name: list(several) for name, several in loaded.items()}


def take_over(loaded: Answers, kept: list[Attempt] | None = None) -> None:
    """Puts other answers, and attempts where given, in place of the present ones; drafts follow."""
    st.session_state[ANSWERS] = {name: dict(fields) for name, fields in loaded.items()}
    if kept is not None:
        st.session_state[ATTEMPTS] = list(kept)
    for field in BROUGHT:
        st.session_state.pop(key("load", field), None)
    for name, step in BY_NAME.items():
        for field, value in {**step.start, **loaded.get(name, {})}.items():
            st.session_state[key(name, field)] = value
    renew()


def renew() -> None:
    """The editors show what is held here, in place of what the browser has."""
    st.session_state[REVISION] = revision() + 1


def revision() -> int:
    """Counts how often the drafts were changed from outside the editors."""
    return st.session_state.get(REVISION, 0)


def cleared() -> bool:
    """Whether this visit has begun afresh: what the browser kept before is then forgotten."""
    return st.session_state.get(CLEARED, False)


def resumed(now: bool | None = None) -> bool:
    """Whether answers kept in the browser were taken up in this visit."""
    if now is not None:
        st.session_state[RESUMED] = now
    return st.session_state.get(RESUMED, False)


def put_aside() -> None:
    """Remembers answers and attempts, so that they can be brought back."""
    st.session_state[BEFORE] = (dict(answers()), list(attempts()))


def start_afresh() -> None:
    """No answers and no attempts; what there was can be brought back."""
    put_aside()
    take_over({}, [])
    st.session_state[TRIES] = {}
    st.session_state[CLEARED] = True


def can_bring_back() -> bool:
    """Whether something else was put aside."""
    return BEFORE in st.session_state and st.session_state[BEFORE] != (answers(), attempts())


def bring_back() -> None:
    take_over(*st.session_state.pop(BEFORE))


def key(step: str, field: str) -> str:
    """The key of the widget that holds a field of a step."""
    return f"practice_{step}_{field}"


def draft(step: str) -> dict[str, Any]:
    """What the widgets of a step hold, its start where they hold nothing yet."""
    brought = {field: None for field in BROUGHT if step == "load" and key(step, field) in st.session_state}
    fields = {**BY_NAME[step].start, **brought}
    held = {field: st.session_state.get(key(step, field), value) for field, value in fields.items()}
    if "code" in held and (told := typed(step, revision())) is not None:
        held["code"] = told
    return held


def prepare_drafts(step: str) -> None:
    """Gives the widgets of a step what they show first: the answer given, else the step's start."""
    fields: Mapping[str, Any] = answers().get(step, BY_NAME[step].start)
    for field, value in fields.items():
        st.session_state.setdefault(key(step, field), value)


def set_draft(step: str, field: str, value: Any) -> None:
    st.session_state[key(step, field)] = value


def checks() -> int:
    """How often an answer has been checked in this visit."""
    return int(st.session_state.get(CHECKED, 0))


def submit(step: str) -> None:
    """The step's draft becomes its answer; a whole script in it becomes the answers of all steps."""
    st.session_state[CHECKED] = checks() + 1
    held = draft(step)
    if is_whole(str(held.get("code") or "")):
        take_script(str(held["code"]))
        return
    answers()[step] = held
    _tried(step, held)
    st.session_state[SCRIPT] = False


def take_script(text: str) -> None:
    """Splits a whole script into the steps; what there was can be brought back."""
    try:
        split_up = split(text)
    except NotUnderstood as refusal:
        st.session_state[SCRIPT_PROBLEM] = str(refusal)
        return
    st.session_state[SCRIPT_PROBLEM] = ""
    put_aside()
    take_over(split_up)
    for name, fields in split_up.items():
        _tried(name, fields)
    st.session_state[SCRIPT] = True
    checked = review(split_up, all_faults=True)
    wrong = next((name for name, verdict in checked.verdicts.items() if not verdict.passed), "train")
    go_to(wrong)


def from_script() -> bool:
    """Whether the answers are those of a script that was pasted whole."""
    return st.session_state.get(SCRIPT, False)


def script_problem() -> str:
    """Why the last script could not be split; "" if it could."""
    return st.session_state.get(SCRIPT_PROBLEM, "")


def hints_shown(step: str) -> int:
    """How many of the step's two hints are open."""
    return st.session_state.setdefault(HINTS, {}).get(step, 0)


def show_hint(step: str) -> None:
    st.session_state.setdefault(HINTS, {})[step] = min(2, hints_shown(step) + 1)


def go_to(view: str) -> None:
    """Opens a view at the next run."""
    st.session_state[VIEW] = view


def follow_address(views: Collection[str]) -> str:
    """Takes view and answers from the address where it is new, by a link or by the back button; else writes them there.

    Returns: a sentence if the address holds answers that cannot be read, else "".
    """
    st.session_state.setdefault(VIEW, next(iter(views)))
    written = st.session_state.setdefault(WRITTEN, {})
    view, held = st.query_params.get("at"), st.query_params.get("answers")
    sentence = ""
    if view is not None and view in views and view != written.get("at"):
        go_to(view)
    if held and held != written.get("answers"):
        try:
            take_over(from_link(held))
        except NotProgress as refusal:
            sentence = str(refusal)
    return sentence


def write_address(view: str) -> None:
    """Puts view and answers into the address."""
    written = {"at": view} | ({"answers": to_link(answers())} if answers() else {})
    st.session_state[WRITTEN] = written
    if st.query_params.get("answers") and "answers" not in written:
        del st.query_params["answers"]
    for name, value in written.items():
        if st.query_params.get(name) != value:
            st.query_params[name] = value


def uploaded() -> bytes | None:
    """The progress file just chosen, its first part at least."""
    file = st.session_state.get("progress_file")
    return file.read(LARGEST_FILE + 1) if file else None


def problem(sentence: str | None = None) -> str:
    """What was wrong with the last progress file; given a sentence, remembers that."""
    if sentence is not None:
        st.session_state["practice_problem"] = sentence
    return st.session_state.get("practice_problem", "")


def tested() -> set[tuple[float, ...]]:
    """The figures of the attempts whose test has been looked at."""
    return st.session_state.setdefault(TESTED, set())


def test(figures: tuple[float, ...]) -> None:
    """An attempt is looked at on the test newswires."""
    tested().add(figures)


def cell(start: tuple[int, int]) -> tuple[int, int]:
    """The cell of the confusion matrix that is open: row, column; `start` until one was pressed."""
    return st.session_state.get(CELL, start)


def pick_cell() -> None:
    """A cell of the confusion matrix was pressed."""
    if pressed := st.session_state[MATRIX]["cell"]:
        row, column = map(int, pressed.split())
        st.session_state[CELL] = (row, column)
