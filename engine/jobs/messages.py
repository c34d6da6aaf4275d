"""What can go wrong with work in another process, told apart, and said in sentences."""

LOST_TWICE = "The worker process was lost twice during this run, so it was given up. Start it again if you like."
LOST_ONCE = "The worker process was lost during this run. It was started again, and the run began anew."
LOST_ASKING = (
    "The worker process was lost twice while it answered. It starts again by itself; please try again in a moment."
)
TOO_MUCH_MEMORY = (
    "This run needed more memory than the worker may use ({limit}), and was ended. Fewer columns or units need less."
)


def lost(problem: Exception) -> bool:
    """Whether the worker, the scheduler or the way there was lost, rather than the work itself failing."""
    from distributed import KilledWorker
    from distributed.client import CancelledError
    from distributed.comm import CommClosedError

    return isinstance(problem, KilledWorker | CancelledError | CommClosedError)


def sentence(problem: Exception) -> str:
    """What a user is told of an error: one raised with a sentence speaks for itself, others are introduced."""
    said = str(problem).strip() or type(problem).__name__
    if isinstance(problem, ValueError) or (isinstance(problem, OSError) and problem.errno is None):
        return said
    return f"This run ended with an error that its settings did not foresee. {type(problem).__name__}: {said[:500]}"
