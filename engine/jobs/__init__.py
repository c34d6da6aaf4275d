"""Long work outside the web process: Dask workers, runs that several people may watch, short questions."""

from engine.jobs.cluster_client import WorkerUnavailable
from engine.jobs.estimate import Estimate, estimated
from engine.jobs.run import Run, RunFailed, State
from engine.jobs.values import Kept, Reference, Value, ValueGone
from engine.jobs.workbench import NeedsPress, Workbench, workbench

__all__ = [
    "Estimate",
    "Kept",
    "NeedsPress",
    "Reference",
    "Run",
    "RunFailed",
    "State",
    "Value",
    "ValueGone",
    "Workbench",
    "WorkerUnavailable",
    "estimated",
    "workbench",
]
