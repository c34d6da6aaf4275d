"""What can go wrong with work in another process, told apart, and said in sentences."""

LOST_TWICE = "The worker process was lost twice during this run, so it was given up. Start it again if you like."
LOST_ONCE = "The worker process was lost during this run. It was started again, and the run began anew."
LOST_ASKING = (
    "The worker process was lost twice while it answered. It starts again by itself; please try again in a moment."
)
CROWDED = (
    "The worker process ran out of memory while several jobs shared it. This run began anew, with the worker to itself."
)
TOO_MUCH_MEMORY = (
    "This run needed more memory than the worker may use ({limit}), and was ended. Fewer columns or units need less."
)
TOO_MUCH_TO_ASK = "Answering this needed more memory than the worker may use ({limit}). A shorter text needs less."
CROWDED_ASKING = (
    "The worker process ran out of memory while several jobs shared it. It starts again by itself; please try again in "
    "a moment."
)
UNWATCHED = "Nobody had watched this run for a minute, so it was stopped."
LONG_WHILE_OTHERS_WAIT = "This run had gone on for {minutes} minutes while others waited, so it was ended here."
TOO_DEAR = "This run would take about {takes}; at most {most} are given to one here. {less}"
LESS = "Fewer epochs, fewer units or larger batches take less."


def cancelled(problem: Exception) -> bool:
    """Whether the work was called off, or the scheduler is gone; who called it off knows which."""
    from distributed.client import CancelledError

    return isinstance(problem, CancelledError)


def lost(problem: Exception) -> bool:
    """Whether the worker, the scheduler or the way there was lost, rather than the work itself failing."""
    from distributed import KilledWorker
    from distributed.comm import CommClosedError

    return isinstance(problem, KilledWorker | CommClosedError) or cancelled(problem)


def sentence(problem: Exception) -> str:
    """What a user is told of an error: one raised with a sentence speaks for itself, others are introduced."""
    said = str(problem).strip() or type(problem).__name__
    if isinstance(problem, ValueError) or (isinstance(problem, OSError) and problem.errno is None):
        return said
    return f"This run ended with an error that its settings did not foresee. {type(problem).__name__}: {said[:500]}"
