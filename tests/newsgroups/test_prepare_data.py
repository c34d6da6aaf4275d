"""The preparing command takes up where it was interrupted."""

from pathlib import Path

import pytest

from engine.newsgroups import prepare_data, tokens

pytestmark = pytest.mark.worker
TEXTS = [f"Rocket number {word} was launched" for word in ("alpha", "beta", "gamma", "delta", "epsilon")]


def test_texts_already_read_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare_data, "SHARD", 2)
    prepare_data.read_shard(TEXTS[2:4], prepare_data.shard_path(TEXTS[2:4], tmp_path))  # what an interruption left
    left = prepare_data.shard_path(TEXTS[2:4], tmp_path)
    written = left.stat().st_mtime_ns
    assert list(prepare_data.all_tokens(TEXTS, tmp_path, processes=1)) == [tokens.tokens(text) for text in TEXTS]
    assert left.stat().st_mtime_ns == written
    assert len(list(tmp_path.glob("*.json.gz"))) == 3
    assert not list(tmp_path.glob("*.partial"))


def test_a_shard_is_named_after_its_texts(tmp_path: Path) -> None:
    assert prepare_data.shard_path(["a"], tmp_path) != prepare_data.shard_path(["b"], tmp_path)
    assert prepare_data.shard_path(["a", "b"], tmp_path) != prepare_data.shard_path(["ab"], tmp_path)


def test_an_unknown_part_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["prepare", "newsgrops"])
    with pytest.raises(SystemExit):
        prepare_data.main()
    parts = "texts, newsgroups, leakage, reuters, keras_names, runs"
    assert f"no part named newsgrops; there are {parts}" in capsys.readouterr().err
