"""A folder of this process's own for temporary files, and what is left of processes that were killed."""

import os
import shutil
import stat
import tempfile
import time
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: leftovers stay there
    fcntl = None  # type: ignore[assignment]

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "glassnet-"
LOCK = "in-use"
YOUNG = 60  # seconds in which a folder may still be without its lock


class Folder:
    """A folder that nobody else may write to, made on first use and removed by `close`.

    path is None where the machine has no place that can be written; who needs a folder does without, or says so.
    """

    def __init__(self, places: list[Path] | None = None) -> None:
        self._places, self._asked = places, False
        self._path: Path | None = None
        self._lock: int | None = None

    @property
    def path(self) -> Path | None:
        if not self._asked:
            self._asked = True
            for place in self._places if self._places is not None else places():
                sweep(place)
                if self._make(place):
                    break
        return self._path

    def close(self) -> None:
        """Removes the folder and all that is in it."""
        if self._path is not None:
            shutil.rmtree(self._path, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
        self._path, self._lock = None, None

    def _make(self, place: Path) -> bool:
        try:
            path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))  # readable by its owner alone
        except OSError:
            return False
        try:
            self._lock = os.open(path / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
            if fcntl is not None:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            shutil.rmtree(path, ignore_errors=True)
            return False
        self._path = path
        return True


def places() -> list[Path]:
    """Where temporary files may be, the best first."""
    found = []
    with suppress(OSError):
        found.append(Path(tempfile.gettempdir()))
    found.append(ROOT / "build")
    with suppress(RuntimeError):  # nobody's home
        found.append(Path.home() / ".cache")
    return [*found, Path("/dev/shm")]


def sweep(place: Path) -> list[Path]:
    """Removes the folders that killed processes of this user left in `place`; gives those removed."""
    if fcntl is None:
        return []
    try:
        left = [path for path in place.glob(f"{PREFIX}*") if _abandoned(path)]
    except OSError:
        return []
    for path in left:
        shutil.rmtree(path, ignore_errors=True)
    return left


def _abandoned(path: Path) -> bool:
    """Whether the folder is ours and its lock can be had: its process is over, in whatever container it was."""
    try:
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
            return False
        if not (path / LOCK).exists():
            return time.time() - found.st_mtime > YOUNG
        lock = os.open(path / LOCK, os.O_RDWR | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except OSError:
        return False
    finally:
        os.close(lock)
