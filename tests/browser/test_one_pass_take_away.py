"""Act 1 in a browser: the five files are fetched and do what they promise; the link opens the same numbers and step."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest
from playwright.sync_api import expect

from engine.one_pass import from_query, trace
from tests.browser.stage import OpenPage, Stage, stage_on

pytestmark = pytest.mark.browser

CHANGED = {"x": "1,2;0.5,-1;3,0", "t": "0,1,1", "act": "tanh", "hidden": "3"}
QUERY = "&".join(f"{key}={text}" for key, text in CHANGED.items())


def fetched(stage: Stage, label: str) -> tuple[str, bytes]:
    """The name and the content of the file behind a button of the panel."""
    with stage.page.expect_download(timeout=120_000) as download:
        stage.page.get_by_test_id("stDownloadButton").get_by_role("button", name=re.compile(rf"\b{label}$")).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_the_five_files_are_fetched_and_hold_the_numbers_on_the_stage(open_page: OpenPage, tmp_path: Path) -> None:
    stage = stage_on(open_page, f"?panel=Take+away&{QUERY}", accept_downloads=True)
    passed = trace(from_query(CHANGED)[0])
    loss = repr(float(passed.values["cce_loss"]))[:12]
    name, script = fetched(stage, "Script")
    (tmp_path / name).write_bytes(script)
    ran = subprocess.run([sys.executable, name], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert (name, ran.returncode) == ("one_pass.py", 0), ran.stderr
    assert loss in ran.stdout
    name, notebook = fetched(stage, "Notebook")
    nbformat.validate(nbformat.reads(notebook.decode(), as_version=4))
    assert (name, json.loads(notebook)["nbformat"]) == ("one_pass.ipynb", 4)
    name, arrays = fetched(stage, "Matrices")
    found = np.load(io.BytesIO(arrays), allow_pickle=False)
    np.testing.assert_array_equal(found["dloss_dWh"], passed.values["dloss_dWh"])
    for label, blank in (("Worksheet", True), ("Answer key", False)):
        name, page = fetched(stage, label)
        assert name.endswith(".html")
        assert ('class="blank"' in page.decode()) == blank


def test_a_copied_link_opens_the_same_numbers_at_the_same_step(open_page: OpenPage) -> None:
    stage = stage_on(open_page, f"?{QUERY}", permissions=["clipboard-read", "clipboard-write"])
    stage.go_to("dloss_dWh")
    numbers = stage.equation.locator("td").all_inner_texts()
    stage.page.wait_for_url("**step=dloss_dWh**")
    stage.page.get_by_role("button", name="Link", exact=True).click()
    stage.page.get_by_role("button", name="Copy link").click()
    expect(stage.page.get_by_role("button", name="Copied")).to_be_visible()
    link = stage.page.evaluate("navigator.clipboard.readText()")
    other = stage_on(open_page, link[link.index("?") :])
    other.expect_step("dloss_dWh")
    assert other.equation.locator("td").all_inner_texts() == numbers
