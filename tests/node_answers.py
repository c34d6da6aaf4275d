"""The browser's modules asked from Python: a Node process that answers a line of JSON with a line of JSON."""

import json
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

NODE = Path(__file__).resolve().parents[1] / ".venv" / "bin" / "node"


@lru_cache(maxsize=4)
def _process(script: Path) -> subprocess.Popen:
    node = str(NODE) if NODE.exists() else shutil.which("node")
    if node is None:
        pytest.skip("node, which comes with the development requirements, is not there")
    return subprocess.Popen(
        [node, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )


def answer(script: Path, question: str, **more: Any) -> Any:
    """What a script answers; it is started once and goes on."""
    process = _process(script)
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps({"question": question, **more}) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    assert line, "the browser's modules ended with an error"
    return json.loads(line)
