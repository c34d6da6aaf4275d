"""What a run leaves beside its result, such as a trained model: bytes that any worker can be given.

The web process keeps the bytes and lends copies to the cluster, so that no answer hangs on one machine's disk.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DISK_MB, MEMORY_MB = 600, 64


class ValueGone(LookupError):
    """The value made room for newer ones; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What a run's function returns to leave bytes beside its result."""

    result: Any
    content: bytes


@dataclass(frozen=True, slots=True)
class Reference:
    """Stands for bytes that the web process keeps. name: of their content. size: in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """The bytes as a worker is given them. Equal names have equal content, so a Value can key a cache."""

    name: str
    content: bytes

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)


class Store:
    """Bytes by the name of their content: on disk where there is a folder to write to, else in memory.

    folder: gives the folder, or None where none can be written. The oldest unused goes when there are more than
    `disk_mb` or, in memory, `memory_mb` megabytes; the newest always stays.
    """

    def __init__(
        self, folder: Callable[[], Path | None], disk_mb: float = DISK_MB, memory_mb: float = MEMORY_MB
    ) -> None:
        self._folder, self._disk_mb, self._memory_mb = folder, disk_mb, memory_mb
        self._on_disk: OrderedDict[str, tuple[Path, int]] = OrderedDict()
        self._in_memory: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def put(self, content: bytes) -> Reference:
        """Keeps the bytes; a disk that cannot take them costs nothing but memory."""
        name = hashlib.sha256(content).hexdigest()[:32]
        with self._lock:
            path = self._written(name, content)
            if path is None:
                self._in_memory[name] = content
                self._in_memory.move_to_end(name)
            else:
                self._on_disk[name] = (path, len(content))
                self._on_disk.move_to_end(name)
            self._make_room()
        return Reference(name, len(content))

    def get(self, reference: Reference) -> bytes:
        """The bytes, unchanged.

        Raises: ValueGone if they made room, or if their file is gone or damaged.
        """
        with self._lock:
            if reference.name in self._in_memory:
                self._in_memory.move_to_end(reference.name)
                return self._in_memory[reference.name]
            path, _ = self._on_disk.get(reference.name, (None, 0))
            if path is not None:
                self._on_disk.move_to_end(reference.name)
        content = _read(path)
        if content is None or hashlib.sha256(content).hexdigest()[:32] != reference.name:
            raise ValueGone("What this run learned has made room for newer runs. Train it once more.")
        return content

    @property
    def mb(self) -> tuple[float, float]:
        """Megabytes kept on disk, and in memory."""
        with self._lock:
            return sum(size for _, size in self._on_disk.values()) / 1e6, self._memory_used()

    def _memory_used(self) -> float:
        return sum(map(len, self._in_memory.values())) / 1e6

    def _written(self, name: str, content: bytes) -> Path | None:
        folder = self._folder()
        if folder is None:
            return None
        path, partial = folder / f"{name}.value", folder / f"{name}.partial"
        try:
            partial.write_bytes(content)
            return partial.replace(path)
        except OSError:  # full, read-only, or gone
            _remove(partial)
            return None

    def _make_room(self) -> None:
        while len(self._on_disk) > 1 and sum(size for _, size in self._on_disk.values()) > self._disk_mb * 1e6:
            _remove(self._on_disk.popitem(last=False)[1][0])
        while len(self._in_memory) > 1 and self._memory_used() > self._memory_mb:
            self._in_memory.popitem(last=False)


def _read(path: Path | None) -> bytes | None:
    try:
        return path.read_bytes() if path is not None else None
    except OSError:
        return None


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
