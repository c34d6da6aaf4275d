"""Who may speak to a cluster: whoever holds its key. That of our own cluster is made anew, and never on a disk."""

import json
import os
from pathlib import Path
from typing import Any

FILES = {"ca": "ca.pem", "cert": "cert.pem", "key": "key.pem"}


def temporary() -> dict[str, str]:
    """A new certificate and its key, as text: {"ca", "cert", "key"}. The certificate is its own authority."""
    from distributed import Security

    made = Security.temporary()
    return {"ca": made.tls_ca_file, "cert": made.tls_client_cert, "key": made.tls_client_key}


def security(parts: dict[str, str]) -> Any:
    """Dask's Security for every role, from the text or the paths of certificate and key; nothing goes unencrypted."""
    from distributed import Security

    shown = {
        f"tls_{role}_{part}": parts[part] for role in ("client", "scheduler", "worker") for part in ("cert", "key")
    }
    return Security(require_encryption=True, tls_ca_file=parts["ca"], **shown)


def as_line(parts: dict[str, str]) -> str:
    """One line that `from_line` reads."""
    return json.dumps(parts) + "\n"


def from_line(line: str) -> dict[str, str]:
    """What `as_line` wrote."""
    return {part: str(json.loads(line)[part]) for part in FILES}


def write(folder: Path) -> None:
    """Makes credentials for a cluster of several machines, as three files that only their owner may read.

    Raises: FileExistsError if there are credentials already.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for part, text in temporary().items():
        handle = os.open(folder / FILES[part], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(text)


def from_folder(folder: Path) -> dict[str, str]:
    """The paths of the three files.

    Raises: FileNotFoundError with what to do, if one is missing.
    """
    for name in FILES.values():
        if not (folder / name).is_file():
            raise FileNotFoundError(
                f"{folder / name} is missing. `python -m engine.jobs.machines credentials {folder}` makes credentials; "
                "every machine of a cluster needs the same."
            )
    return {part: str(folder / name) for part, name in FILES.items()}
