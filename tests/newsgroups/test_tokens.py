"""Which tokens are kept, and why the others are not."""

import pytest

from engine.newsgroups import tokens

pytestmark = pytest.mark.worker


def fates(text: str) -> dict[str, str]:
    return {token.text: token.fate for token in tokens.fates(text)}


def test_every_token_has_a_fate_and_dropped_ones_the_reason() -> None:
    found = fates("The two cats\nwere sleeping, weren't they? ok B52 naïve")
    assert found["cats"] == found["sleeping"] == found["naïve"] == tokens.KEPT
    assert found["The"] == "stop word"
    assert found["\n"] == "space"
    assert found[","] == found["?"] == "punctuation"
    assert found["n't"] == found["B52"] == "not alphabetic"
    assert found["ok"] == "too short"
    assert set(found.values()) <= set(tokens.FATES)


def test_what_is_kept_is_the_lower_cased_lemma() -> None:
    assert tokens.tokens("Cats were sleeping on Mars") == ["cat", "sleep", "mars"]


def test_the_fates_cover_the_whole_text_in_order() -> None:
    text = "  Buy <b>two</b> discs — 😀 cheap!\n\n"
    found = tokens.fates(text)
    assert all(text[token.start : token.start + len(token.text)] == token.text for token in found)
    assert "".join(token.text for token in found).replace(" ", "") == text.replace(" ", "")
    assert [token.lemma for token in found if token.kept] == tokens.tokens(text)


@pytest.mark.parametrize("text", ["", "   ", "the of and", "!!!", "123 456", "😀"])
def test_a_text_may_have_nothing_to_keep(text: str) -> None:
    assert tokens.tokens(text) == []


def test_another_script_is_read_without_trouble() -> None:
    assert all(word == word.lower() for word in tokens.tokens("Здравствуй мир, привет 你好世界"))


def test_a_text_that_is_too_long_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="at most 100,000"):
        tokens.tokens("a" * (tokens.LONGEST + 1))


def test_a_whole_corpus_gives_what_single_texts_give() -> None:
    texts = ["A rocket was launched.", "", "My car's engine stalls when cold."]
    assert list(tokens.many(texts)) == [tokens.tokens(text) for text in texts]


def test_a_pipeline_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "VERSION", "3.7.0")
    tokens.pipeline.cache_clear()
    try:
        with pytest.raises(tokens.PipelineUnavailable, match=r"3\.7\.0"):
            tokens.pipeline()
    finally:
        tokens.pipeline.cache_clear()


def test_without_a_pipeline_the_error_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "PACKAGES", {"no_such_pipeline": "no"})
    tokens.pipeline.cache_clear()
    try:
        with pytest.raises(tokens.PipelineUnavailable, match="pip install"):
            tokens.pipeline()
    finally:
        tokens.pipeline.cache_clear()
