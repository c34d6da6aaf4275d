"""Every page opens, and the web process stays light."""

import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.lesson_path import ASIDE, HOME, STOPS

ROOT = Path(__file__).resolve().parents[2]
ENTRY = ROOT / "pages" / "frame.py"
PAGES = [stop.file for stop in (HOME, *STOPS, *ASIDE)]

VISIT_ALL = """
import sys
from streamlit.testing.v1 import AppTest
app = AppTest.from_file(sys.argv[1], default_timeout=120).run()
for page in sys.argv[2:]:
    app.switch_page(page).run()
    assert not app.exception, (page, app.exception)
print("heavy:", *sorted(name for name in ("tensorflow", "keras", "spacy") if name in sys.modules))
"""


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_with_a_title_and_no_error(page: str) -> None:
    app = AppTest.from_file(str(ENTRY), default_timeout=120).run()
    app.switch_page(page).run()
    assert not app.exception
    assert len(app.title) == 1


def test_the_web_process_imports_neither_tensorflow_nor_spacy() -> None:
    visit = subprocess.run(
        [sys.executable, "-c", VISIT_ALL, str(ENTRY), *PAGES], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert visit.returncode == 0, visit.stderr
    assert visit.stdout.splitlines()[-1] == "heavy:"
