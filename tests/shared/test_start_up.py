"""The web process's housekeeping: what visitors upload is bounded, one by one and all together."""

import pytest
from starlette.exceptions import HTTPException
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from pages.shared.start_up import ALL_UPLOADED, UPLOADED, bound_uploads

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
