"""Long work outside the web process: a Dask worker, runs that several people may watch, short questions."""

from engine.jobs.cluster_client import WorkerUnavailable
from engine.jobs.run import Run, RunFailed, State
from engine.jobs.workbench import Workbench, workbench

__all__ = ["Run", "RunFailed", "State", "Workbench", "WorkerUnavailable", "workbench"]
