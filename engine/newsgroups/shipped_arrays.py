"""Prepared files that ship with the app: arrays alone (no text, no pickles) and a note beside them.

`assets/NAME.npz` holds the arrays, `assets/NAME.json` says what they were made from and carries the SHA-256.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ASSETS = Path(__file__).resolve().parents[2] / "assets" / "data"


class DamagedData(RuntimeError):
    """A prepared file is missing, or is not the one its note describes."""


def write(name: str, arrays: Mapping[str, NDArray[Any]], note: Mapping[str, Any], folder: Path = ASSETS) -> Path:
    """Writes NAME.npz and NAME.json; the note gets size and checksum added."""
    path = folder / f"{name}.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:  # np.savez's format, a quarter smaller
        for key, array in arrays.items():
            with archive.open(f"{key}.npy", "w") as member:
                np.lib.format.write_array(member, array, allow_pickle=False)
    content = path.read_bytes()
    whole = {**note, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    path.with_suffix(".json").write_text(json.dumps(whole, indent=1) + "\n")
    return path


def read(name: str, folder: Path = ASSETS) -> dict[str, NDArray[Any]]:
    """The arrays of NAME.npz, after comparing its checksum with the note's.

    Raises: DamagedData if a file is missing or was changed.
    """
    again = f"Make it again with: python -m engine.newsgroups.prepare_data {name}"
    try:
        content, checksum = (folder / f"{name}.npz").read_bytes(), note(name, folder)["sha256"]
    except OSError as problem:
        raise DamagedData(f"assets/{name} cannot be read ({problem.strerror}). {again}") from problem
    if hashlib.sha256(content).hexdigest() != checksum:
        raise DamagedData(f"assets/{name}.npz is not the file that its note describes. {again}")
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        return dict(file)


def note(name: str, folder: Path = ASSETS) -> dict[str, Any]:
    """What NAME.npz was made from, with its size and checksum."""
    return json.loads((folder / f"{name}.json").read_text())


def pack(words: Sequence[str]) -> NDArray[np.uint8]:
    """Words as the bytes of one text, a line each.

    Raises: ValueError if a word holds a line break.
    """
    if any("\n" in word for word in words):
        raise ValueError("a word holds a line break")
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def unpack(packed: NDArray[np.uint8]) -> list[str]:
    """The words that `pack` was given."""
    return packed.tobytes().decode().split("\n")
