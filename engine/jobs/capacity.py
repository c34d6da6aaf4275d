"""What a worker has room for, told to Dask as resources, so that jobs are admitted against a sum.

Two kinds of worker: "answers" reads text (spaCy) and counts; "keras" trains (TensorFlow). A machine that was lent to
us does both. Resources: "answers" and "keras" jobs at a time, "training" runs at a time, "MB" of memory for them all.
"""

from typing import Any

from engine.jobs.estimate import Estimate

BASE_MB = {"answers": 260, "keras": 600, "both": 760}  # a worker of that kind while idle, everything loaded
KINDS = {
    "answers": {"answers": 6},
    "keras": {"keras": 4, "training": 1},
    "both": {"answers": 6, "keras": 4, "training": 1},
}
LEAST_MB = 100


def resources(kind: str, limit_mb: float) -> dict[str, float]:
    """What a worker of a kind offers when it may use `limit_mb` megabytes."""
    return {**KINDS[kind], "MB": max(0.0, limit_mb - BASE_MB[kind])}


def kind_of(offered: dict[str, Any]) -> str:
    """The kind of a worker, by what it offers."""
    if "answers" in offered:
        return "both" if "keras" in offered else "answers"
    return "keras" if "keras" in offered else "both"


def needs(estimate: Estimate, long: bool, mb: float | None = None) -> dict[str, float]:
    """What a job asks of its worker. long: a run. mb: instead of the estimate's."""
    who = ("training" if long else "keras") if estimate.keras else "answers"
    return {who: 1, "MB": estimate.mb if mb is None else mb}


def most_mb(workers: dict[str, Any], estimate: Estimate) -> float | None:
    """The most memory that a worker of the right kind offers; None where there is none. workers: Dask's description."""
    who = "keras" if estimate.keras else "answers"
    offered = [one["resources"].get("MB", 0.0) for one in workers.values() if who in one["resources"]]
    return max(offered, default=None)


def too_small(estimate: Estimate, most: float) -> str:
    """What to do about a job that no worker has room for; "" where one has."""
    if estimate.mb <= most:
        return ""
    base = BASE_MB["keras" if estimate.keras else "answers"]
    wanted = f"this needs about {estimate.mb:,.0f} MB"
    if most < LEAST_MB:
        name = "GLASSNET_WORKER_MEMORY" if estimate.keras else "GLASSNET_ANSWERS_MEMORY"
        return (
            f"The server gives its worker process too little memory: its libraries alone take about {base} MB, and "
            f"{wanted} more. Whoever runs the server can raise {name}."
        )
    return (
        f"The worker process has {most:,.0f} MB for a job, and {wanted}. Fewer columns, units or words need less; "
        "whoever runs the server can give it more."
    )
