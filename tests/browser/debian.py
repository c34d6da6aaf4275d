"""Programs that the browser tests need, got from Debian's packages where this machine has them."""

import os
import shutil
import subprocess
import sys


def install(package: str) -> None:
    """Installs a package where there is apt-get and this user may use it without a password; else does nothing."""
    if shutil.which("apt-get") is None:
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and shutil.which("sudo") is None:
        return
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", package]):
        subprocess.run([*sudo, "apt-get", *words], check=False, timeout=900, env=environment, stdout=sys.stderr)
