"""A user's file, made up."""

import numpy as np


def table_text(rows: int = 60, label: str = "near", header: bool = True) -> str:
    """A CSV with the given number of rows, in two classes by their distance from (5, 100, -3)."""
    X = np.random.RandomState(3).normal(size=(rows, 3))
    far = (X**2).sum(axis=1) > 2.4
    lines = ["width,height,depth,kind"] if header else []
    quoted = '"' + label.replace('"', '""') + '"'
    for (x, y, z), is_far in zip(X, far, strict=True):
        lines.append(f"{5 + x:.4f},{100 + 20 * y:.4f},{-3 + 0.1 * z:.4f},{'far' if is_far else quoted}")
    return "\n".join(lines) + "\n"
