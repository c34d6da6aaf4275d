"""Settings that nobody wrote down: a dozen of them, the same ones each time; `make fuzz` tries many more."""

from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from engine.one_pass.settings import ACTIVATIONS, LARGEST_SEED, Settings
from tests.searching import examples

QUICK = hypothesis(
    max_examples=examples(12),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
NUMBERS = st.floats(-20, 20, allow_nan=False).map(lambda value: round(value, 3) + 0.0)


def matrices(rows: int, cols: int) -> st.SearchStrategy:
    """A matrix of that shape as tuples of tuples."""
    return st.tuples(*[st.tuples(*[NUMBERS] * cols)] * rows)


@st.composite
def settings(draw: st.DrawFn, mistakes: bool = False) -> Settings:
    """Any pass that the stage can show: shapes, activations, seeds, typed weights, later passes."""
    n, m, c = draw(st.integers(1, 8)), draw(st.integers(1, 6)), draw(st.integers(2, 4))
    hidden = tuple(draw(st.lists(st.integers(1, 8), min_size=1, max_size=2)))
    sizes = (m, *hidden, c)
    count = len(hidden) + 1
    return Settings(
        X=draw(matrices(n, m)),
        targets=tuple(draw(st.lists(st.integers(0, c - 1), min_size=n, max_size=n))),
        classes=c,
        hidden=hidden,
        activation=draw(st.sampled_from(ACTIVATIONS)),
        seeds=tuple(draw(st.integers(0, LARGEST_SEED)) for _ in range(count)),
        weights=tuple(draw(st.none() | matrices(sizes[k], sizes[k + 1])) for k in range(count)),
        biases=tuple(draw(st.none() | matrices(1, sizes[k + 1])) for k in range(count)),
        lr=draw(st.sampled_from([0.0, 0.001, 0.01, 0.3, 1.0])),
        mistakes=tuple(sorted(draw(st.sets(st.sampled_from(["no_mean", "ten_times", "lr_100"])))) if mistakes else ()),
        passes=draw(st.sampled_from([0, 0, 0, 1, 7])),
    )
