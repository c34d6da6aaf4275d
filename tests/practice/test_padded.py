"""Words in their order: Embedding, Conv1D and LSTM trained to the end on the fetched articles."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.practice import ordered
from engine.practice.exercise import review
from engine.practice.steps import ORDER, SOLUTION, Answers

pytestmark = pytest.mark.worker
KEPT = Path.home() / ".keras" / "datasets" / "reuters.npz"
NETWORKS = {
    "Conv1D": ("Embedding(1000, 16)", "Conv1D(32, 5, activation='relu')", "GlobalMaxPooling1D()"),
    "LSTM": ("Embedding(1000, 16)", "LSTM(16)"),
    "Flatten": ("Embedding(1000, 8)", "Flatten()"),
}


def answers(layers: tuple[str, ...]) -> Answers:
    added = [f"model.add({layer})" for layer in ("Input((40,))", *layers, "Dense(46, activation='softmax')")]
    stop = "callbacks=[EarlyStopping(patience=2)]"
    fit = f"model.fit(x_train, y_train, epochs=20, batch_size=128, validation_split=0.1, {stop})"
    return {
        **SOLUTION,
        "load": {"num_words": 1_000, "skip_top": 0, "maxlen": 0, "test_split": 0.2},
        "articles": {
            "encoding": "padded",
            "code": "x_train = pad_sequences(x_train, maxlen=40)\nx_test = pad_sequences(x_test, maxlen=40)",
        },
        "network": {"code": "\n".join(["model = Sequential()", *added])},
        "fit": {"code": f"history = {fit}"},
    }


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of Keras' own in which its loader's file lies, and the articles as they are kept from it."""
    if not KEPT.exists():
        pytest.skip("Keras' own newswires have not been fetched here")
    (tmp_path / "datasets").mkdir()
    (tmp_path / "datasets" / "reuters.npz").symlink_to(KEPT)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    assert ordered.fetch(ordered.Fetch(), lambda event: None, lambda: False) == 11_228
    return tmp_path


def test_a_network_that_reads_in_order_is_trained_to_the_end(home: Path):
    from engine.practice.training import train

    for name, layers in NETWORKS.items():
        checked = review(answers(layers))
        assert checked.passed == list(ORDER), (name, checked.verdicts)
        assert checked.design is not None
        design = replace(checked.design, fitting=replace(checked.design.fitting, epochs=2))
        outcome = train(design, lambda event: None, lambda: False)
        assert outcome.accuracy > 0.3, name
        assert outcome.row_sums == pytest.approx((1, 1), abs=1e-4)
        assert outcome.history[-1]["loss"] < outcome.history[0]["loss"]
