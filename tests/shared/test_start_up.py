"""The web process's housekeeping: it sends at once, and bounds what visitors upload, one by one and all together."""

import socket

import pytest
from starlette.exceptions import HTTPException
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from pages.shared.start_up import ALL_UPLOADED, UPLOADED, bound_uploads, send_at_once

HALF = bytes(UPLOADED // 2)


def file(name: str) -> UploadedFileRec:
    return UploadedFileRec(name, f"{name}.json", "application/json", HALF)


@pytest.fixture
def manager() -> MemoryUploadedFileManager:
    manager = MemoryUploadedFileManager("/upload")
    bound_uploads(manager)
    return manager


def test_one_visitor_fills_no_more_than_a_share_and_can_give_it_back(manager: MemoryUploadedFileManager):
    manager.add_file("ada", file("a"))
    manager.add_file("ada", file("b"))
    with pytest.raises(HTTPException, match="Take files away"):
        manager.add_file("ada", file("c"))
    manager.remove_file("ada", "a")
    manager.add_file("ada", file("c"))
    assert [one.file_id for one in manager.get_files("ada", ["a", "b", "c"])] == ["b", "c"]


def test_many_visitors_fill_no_more_than_there_is_for_all(manager: MemoryUploadedFileManager):
    for visitor in range(ALL_UPLOADED // len(HALF)):
        manager.add_file(f"visitor {visitor}", file("a"))
    with pytest.raises(HTTPException):
        manager.add_file("one more", file("a"))
    manager.remove_session_files("visitor 0")
    manager.add_file("one more", file("a"))


def test_what_a_visitor_is_sent_does_not_wait_for_what_was_sent_before() -> None:
    with socket.socket(socket.AF_INET) as listening:  # no protocol is named, as Streamlit does it
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        send_at_once()
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
