"""An nginx in front of the app, set up as README says.

Usage:  python -m tests.browser.proxy        installs nginx where this machine can; without it those tests are skipped
"""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.app import ROOT, free_port
from tests.browser.debian import install

MAIN = """
worker_processes 1;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}; proxy_temp_path {folder};
    fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};
    server {{ listen 127.0.0.1:{port}; {location} }}
}}
"""


def recipes() -> list[str]:
    """The locations in README, in order: for an app that knows its path, and for one that does not."""
    return re.findall(r"```nginx\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)


def program() -> str | None:
    """Where nginx is on this machine; None if it is not."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@contextmanager
def nginx(recipe: str, app: str) -> Iterator[str]:
    """Serves the recipe with the app's address put in. Yields: the address under which a browser finds the app.

    Skips the test where no nginx is installed (Debian and Ubuntu: apt-get install nginx-light).
    """
    found = program()
    if found is None:
        pytest.skip("no nginx is installed")
    port = free_port()
    host = re.match(r"http://[^/]+", app)
    assert host is not None
    with tempfile.TemporaryDirectory() as folder:
        location = recipe.replace("http://127.0.0.1:8501", host.group())
        file = Path(folder) / "nginx.conf"
        file.write_text(MAIN.format(folder=folder, port=port, location=location))
        subprocess.run([found, "-t", "-q", "-c", str(file)], check=True, capture_output=True)
        process = subprocess.Popen([found, "-c", str(file), "-g", "daemon off;"])
        try:
            yield f"http://127.0.0.1:{port}/glassnet"
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    if program() is None:
        install("nginx-light")
    print(program() or "No nginx is here, so the tests behind a proxy are skipped.")
