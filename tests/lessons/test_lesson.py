"""Lessons: those that ship open real places, and a file of anybody's is read or refused with a sentence."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.lessons import SHIPPED, Lesson, NotALesson, Question, Stop, from_file, shipped, to_file
from engine.lessons.lesson import PAGES

words = st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=40).filter(str.strip)
questions = st.builds(
    lambda text, options: Question(text, options[0], tuple(options), tuple((o, "slip") for o in options[1:])),
    words,
    st.lists(words, min_size=1, max_size=5, unique=True),
)
stops = st.builds(
    Stop,
    st.sampled_from(PAGES),
    st.dictionaries(words, words, max_size=3).map(lambda query: tuple(query.items())),
    words,
    st.none() | questions,
)
lessons = st.builds(Lesson, words, st.integers(0, 600), st.lists(stops, min_size=1, max_size=6).map(tuple))


@given(lessons)
def test_a_lesson_comes_back_from_its_file(lesson: Lesson) -> None:
    assert from_file(to_file(lesson)) == lesson


@given(
    st.text()
    | st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["glassnet_lesson", "stops", "title", "page", "query", "question"]), inner
            )
        ),
    ).map(json.dumps)
)
def test_anything_else_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(NotALesson, match=r"\.$"):
        from_file(text)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"stops": []}, "1 to 60 stops"),
        ({"stops": [{"page": "https://elsewhere"}]}, "Stop 1 names no page"),
        ({"stops": [{"page": "seeds", "query": {"a": "x" * 5000}}]}, "settings cannot be read"),
        ({"stops": [{"page": "seeds", "question": {"text": "?", "right": "a", "options": ["b"]}}]}, "not among those"),
        ({"stops": [{"page": "seeds", "say": "\ud800"}]}, "cannot be shown"),
        ({"minutes": True}, "minutes"),
        ({"title": ""}, "The title"),
    ],
)
def test_what_is_wrong_is_named(change: dict, sentence: str) -> None:
    good = {"glassnet_lesson": 1, "title": "T", "minutes": 5, "stops": [{"page": "seeds"}]}
    assert from_file(json.dumps(good))
    with pytest.raises(NotALesson, match=sentence):
        from_file(json.dumps(good | change))


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(NotALesson, match="not JSON"):
        from_file("[" * 50_000)


@pytest.mark.parametrize("name", SHIPPED)
def test_each_step_that_a_shipped_lesson_names_is_there(name: str) -> None:
    from engine.one_pass import LESSON, payload, trace

    steps = {step["id"] for step in payload(trace(LESSON))["steps"]}
    for stop in shipped(name).stops:
        query = dict(stop.query)
        assert query.get("step", "X") in steps
        assert query.get("show", "try") == "try"
        assert set(query) <= {"step", "view", "show", "seed", "data_seed", "seeds"}
        assert stop.say


def test_what_the_lesson_on_seeds_says_of_its_runs_is_so() -> None:
    from engine.network.settings import LESSON
    from tests.region.browser import ask, told

    reached = []
    for stop in shipped("seeds").stops:
        query = {key: int(value) for key, value in stop.query if key in ("seed", "data_seed")}
        if query:
            settings = replace(LESSON, **query)
            reached.append(ask("run", settings=told(settings))[-1]["train"][0])
            sentences = " ".join(ask("sentences", settings=told(settings)))
    lesson = ask("run", settings=told(LESSON))[-1]["train"][0]
    assert reached[0] < lesson - 0.05  # "It learns less."
    assert reached[1] == pytest.approx(0.5, abs=0.01)  # "it never leaves guessing"
    assert "units of hidden layer 2 are dead" in sentences
    assert "for fewer than one point in a hundred" in sentences


def test_the_right_answer_has_no_place_of_its_own() -> None:
    asked = [stop.question for name in SHIPPED for stop in shipped(name).stops if stop.question]
    chosen = [question for question in asked if question.options]
    assert all(list(question.options) == sorted(question.options) for question in chosen)
    first = sum(question.options[0] == question.right for question in chosen)
    assert 0 < first < len(chosen) / 2


@pytest.mark.parametrize("name", SHIPPED)
def test_every_wrong_option_of_a_shipped_question_names_its_slip(name: str) -> None:
    for stop in shipped(name).stops:
        if stop.question:
            assert {option for option in stop.question.options if not stop.question.slip(option)} <= {
                stop.question.right
            }
