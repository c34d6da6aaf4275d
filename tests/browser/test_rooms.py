"""A live room: one teacher, three students, each in a browser of their own."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PEOPLE = 4  # answers: from four on they are shown


@pytest.fixture
def teacher(open_page: Callable[..., Page]) -> Page:
    """A teacher with an open room, on the library's page."""
    page = open_page("/library", width=1366, height=640)
    page.get_by_role("button", name="Teach with this").click()
    page.get_by_role("button", name="Open a room").click()
    expect(page.locator(".qr")).to_be_visible()
    expect(page.locator(".qr")).to_have_js_property("complete", True)
    return page


@pytest.fixture
def join(open_page: Callable[..., Page], teacher: Page) -> Callable[..., Page]:
    """Joins the teacher's room by its link."""
    code = teacher.locator(".strip .code").inner_text().replace(" ", "").lower()
    assert re.fullmatch(r"[2-9a-z]{7}", code)
    return lambda path="/", **screen: open_page(f"{path}?room={code}", **screen)


def go(page: Page, path: str) -> None:
    """Goes to a page by the menu."""
    page.locator(f'.st-key-page_links a[href$="{path}"]').evaluate("link => link.click()")
    page.wait_for_url(f"**/{path}**")


def ask(page: Page, text: str, options: str, right: str) -> None:
    page.get_by_role("button", name="Ask the class").click()
    page.get_by_label("A question of your own").fill(text)
    page.get_by_label("Answers to choose from").fill(options)
    page.get_by_label("The right answer").fill(right)
    page.get_by_role("button", name="Ask", exact=True).last.click()


def test_the_class_is_where_its_teacher_is(teacher: Page, join: Callable[..., Page]) -> None:
    students = [join(), join(width=390, height=800), join("/practice", dark=True)]
    for student in students:
        student.wait_for_url("**/library**")
        expect(student.get_by_text("Following the teacher")).to_be_visible()
    expect(teacher.get_by_role("button", name="Where the room is")).to_have_text("3 here")
    go(teacher, "seeds")
    for student in students:
        student.wait_for_url("**/seeds**")
    late = join()
    late.wait_for_url("**/seeds**")


def test_free_to_look_around_and_called_back(teacher: Page, join: Callable[..., Page]) -> None:
    student = join()
    student.wait_for_url("**/library**")
    teacher.get_by_role("button", name="Look around").click()
    expect(student.get_by_text("Look around")).to_be_visible()
    go(student, "practice")
    go(teacher, "seeds")
    expect(teacher.get_by_role("heading", level=1)).to_be_visible()
    expect(student).to_have_url(re.compile("practice"))
    teacher.get_by_role("button", name="Follow me").click()
    student.wait_for_url("**/seeds**")


def test_a_question_is_answered_before_it_is_revealed_and_nobody_is_named(
    teacher: Page, join: Callable[..., Page]
) -> None:
    students = [join() for _ in range(PEOPLE)]
    for student in students:
        student.wait_for_url("**/library**")
    ask(teacher, "Which shape has h1?", "(5, 4) | (4, 5) | (3, 4)", "(5, 4)")
    teacher.get_by_role("button", name="Show the answers here").click()
    for student, answer in zip(students[:3], ["(5, 4)", "(4, 5)", "(5, 4)"], strict=True):
        student.get_by_role("button", name=answer).click()
        expect(student.locator(".question")).to_contain_text(f"Your answer: {answer}")
        expect(student.locator(".question")).not_to_contain_text("Right")
    expect(teacher.locator(".answers")).to_contain_text("3 answered. With fewer than four")
    students[3].get_by_role("button", name="(3, 4)").click()
    expect(teacher.locator(".tally li").first).to_contain_text("(5, 4)")
    teacher.get_by_role("button", name="Reveal").click()
    expect(students[0].locator(".question")).to_contain_text("Right: (5, 4)")
    expect(students[1].locator(".question")).to_contain_text("Not this time. The answer: (5, 4)")
    teacher.get_by_role("button", name="Show them to the room").click()
    expect(students[1].locator(".tally li.right")).to_contain_text("2")
    teacher.get_by_role("button", name="Done").click()
    expect(students[0].locator(".question")).to_have_count(0)


def test_a_hand_a_reload_and_a_lost_connection(teacher: Page, join: Callable[..., Page]) -> None:
    student = join()
    student.wait_for_url("**/library**")
    student.get_by_role("button", name="Ask for help").click()
    expect(teacher.get_by_role("button", name="Where the room is")).to_have_text("1 here · 1 need help")
    student.reload()
    expect(student.get_by_text("Following the teacher")).to_be_visible()
    student.context.set_offline(True)
    go(teacher, "seeds")
    student.context.set_offline(False)
    student.reload()
    student.wait_for_url("**/seeds**")
    teacher.reload()
    expect(teacher.get_by_role("button", name="Follow me")).to_be_visible()
    go(teacher, "practice")
    student.wait_for_url("**/practice**")


def test_the_teacher_moves_to_another_machine_by_the_private_link(
    teacher: Page, join: Callable[..., Page], open_page: Callable[..., Page]
) -> None:
    student = join()
    membership = teacher.evaluate("JSON.parse(sessionStorage.getItem('glassnet-room'))")
    other = open_page(f"/#teach={membership['code']}.{membership['key']}")
    expect(other.get_by_role("button", name="Follow me")).to_be_visible()
    assert "teach" not in other.url
    go(other, "side_by_side")
    student.wait_for_url("**/side_by_side**")


def test_two_rooms_do_not_disturb_each_other_and_an_ended_room_says_so(
    teacher: Page, join: Callable[..., Page], open_page: Callable[..., Page]
) -> None:
    student = join()
    other = open_page("/practice")
    other.get_by_role("button", name="Teach with this").click()
    other.get_by_role("button", name="Open a room").click()
    go(other, "seeds")
    expect(student).to_have_url(re.compile("library"))
    teacher.get_by_role("button", name="End").click()
    expect(student.get_by_role("alert")).to_contain_text("This room has ended")


def test_where_streams_are_held_back_the_room_asks_once_a_second_and_says_so(
    teacher: Page, join: Callable[..., Page], open_page: Callable[..., Page]
) -> None:
    code = teacher.locator(".strip .code").inner_text().replace(" ", "").lower()
    student = open_page("/practice")
    student.route("**/rooms/*/stream", lambda route: None)  # never answered, as behind a proxy that holds it back
    student.get_by_role("button", name="Teach with this").click()
    student.get_by_label("Code of the room").fill(code.upper())
    student.get_by_role("button", name="Join").click()
    expect(student.get_by_text("updates once a second")).to_be_visible()
    student.wait_for_url("**/library**")
    go(teacher, "seeds")
    student.wait_for_url("**/seeds**")


def test_a_wrong_code_says_so(open_page: Callable[..., Page]) -> None:
    page = open_page("/practice")
    page.get_by_role("button", name="Teach with this").click()
    page.get_by_label("Code of the room").fill("222 2222")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("alert")).to_contain_text("there is none with this code")


@pytest.mark.parametrize("width", [1366, 390])
def test_the_door_to_a_room_opens_below_the_frame(open_page: Callable[..., Page], width: int) -> None:
    page = open_page("/glossary", width, 640)
    page.get_by_role("button", name="Teach with this").click()
    box = page.locator(".door + .box").bounding_box()
    strip = page.locator(".st-key-frame_bar .strip").bounding_box()
    assert box
    assert strip
    assert box["y"] >= strip["y"] + strip["height"]
    assert 0 <= box["x"] <= box["x"] + box["width"] <= width
