"""Who can reach the app that `make run` starts, and how a room is told."""

import ipaddress
import shutil
import subprocess
from pathlib import Path

import pytest

from pages.shared.announce import announce

ROOT = Path(__file__).resolve().parents[2]
needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


def commands(*words):
    """What make would run."""
    return subprocess.run(["make", "-n", "run", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout


@needs_make
def test_make_run_listens_on_this_machine_alone():
    assert "--server.address 127.0.0.1" in commands()
    assert "announce" not in commands()


@needs_make
def test_make_run_opens_to_the_room_by_a_switch_and_says_where():
    told = commands("ROOM=1", "PORT=8600")
    assert "--server.address 0.0.0.0" in told
    assert "pages.shared.announce 8600" in told


def test_the_config_that_containers_read_says_nothing_of_addresses():
    assert "address" not in (ROOT / ".streamlit" / "config.toml").read_text().lower()


def test_the_address_announced_is_this_machines_and_comes_with_its_code(capsys):
    link = announce(8600)
    ipaddress.ip_address(link.removeprefix("http://").removesuffix(":8600"))
    said = capsys.readouterr().out
    assert link in said
    assert "█" in said
