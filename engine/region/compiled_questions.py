"""The compiled twin's work as questions for the worker: asking them imports nothing heavy where they are asked."""

from dataclasses import asdict

from engine.network.settings import RunSettings


def warm() -> None:
    """Compiles the twin, or fetches it compiled, so that the first run need not wait."""
    from engine.region.compiled import warm

    warm()


def proof(settings: RunSettings) -> dict:
    """The settings run both ways and compared, as `compiled.Proof` has it: difference, weights, seconds.

    Raises: ValueError if the two runs do not end at the same snapshot.
    """
    from engine.region.compiled import prove

    return asdict(prove(settings))
