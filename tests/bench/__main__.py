"""Prints the figures: speed and memory, with the machine they were measured on. Asserts nothing.

Usage:  python -m tests.bench                    all of them
        python -m tests.bench act1 app           some of them, by the names of the modules in this folder
        python -m tests.bench --json FILE        the same, written to FILE too
"""

import argparse
import importlib
import json
import os
import platform
import sys
from dataclasses import asdict
from pathlib import Path

from tests.bench.figure import Figure

GROUPS = sorted(
    path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in ("__init__", "__main__", "figure")
)


def machine() -> str:
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("groups", nargs="*", help=f"any of {', '.join(GROUPS)}; all of them by default")
    parser.add_argument("--json", type=Path, help="a file to write the figures to as well")
    options = parser.parse_args()
    if unknown := set(options.groups) - set(GROUPS):
        parser.error(f"no figures named {', '.join(sorted(unknown))}; there are {', '.join(GROUPS)}")
    print(machine(), flush=True)
    taken: list[Figure] = []
    for group in options.groups or GROUPS:
        print(f"\n{group}", flush=True)
        for figure in importlib.import_module(f"tests.bench.{group}").measure():
            print(figure.line(), flush=True)
            taken.append(figure)
    if options.json:
        rows = [asdict(figure) | {"ratio": figure.ratio} for figure in taken]
        options.json.write_text(json.dumps({"machine": machine(), "figures": rows}, indent=1))


if __name__ == "__main__":
    sys.exit(main())
