"""Makes the prepared data anew from the real loaders.

Usage:  python -m engine.newsgroups.prepare_data                    everything
        python -m engine.newsgroups.prepare_data newsgroups         one part; the parts are those of PARTS

texts       spaCy over the project's own posts: seconds

newsgroups  spaCy over the 18,846 posts, headers, footers and quotes removed: about five minutes on two cores
leakage     the same with headers, footers and quotes left in: about ten minutes on two cores
reuters     Keras' newswires: seconds
runs        the lesson's models trained, their results recorded: about six minutes on two cores

It fetches what is not on this machine yet. It may be interrupted at any time: posts already read are kept in
build/tokens and are not read again.
"""

import argparse
import gzip
import hashlib
import json
import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from engine.newsgroups import counts, posts, recorded_texts, tokens

CACHE = Path(__file__).resolve().parents[2] / "build" / "tokens"
SHARD = 128
LOADERS = "sklearn.datasets.fetch_20newsgroups(subset='train'), then 'test'"


def read_shard(texts: list[str], path: Path) -> int:
    """Tokens of a shard of posts, written to path in one move. Returns how many posts it was."""
    partial = path.with_suffix(f".{os.getpid()}.partial")
    with gzip.open(partial, "wt", encoding="utf-8") as file:
        json.dump(list(tokens.many(texts)), file)
    partial.replace(path)
    return len(texts)


def shard_path(texts: list[str], cache: Path = CACHE) -> Path:
    """Where a shard's tokens are kept: named after its texts and the versions that read them."""
    made_by = [tokens.VERSION, version("spacy"), *texts]
    return cache / f"{hashlib.sha256(json.dumps(made_by).encode()).hexdigest()[:24]}.json.gz"


def all_tokens(texts: list[str], cache: Path = CACHE, processes: int | None = None) -> Iterator[list[str]]:
    """Tokens of each text in order, read on all cores (or so many processes), with a progress bar."""
    from tqdm import tqdm

    cache.mkdir(parents=True, exist_ok=True)
    shards = [texts[i : i + SHARD] for i in range(0, len(texts), SHARD)]
    paths = [shard_path(shard, cache) for shard in shards]
    todo = {path: shard for path, shard in zip(paths, shards, strict=True) if not path.exists()}
    done = len(texts) - sum(map(len, todo.values()))
    spawn = multiprocessing.get_context("spawn")
    with (
        tqdm(total=len(texts), initial=done, unit=" posts") as bar,
        ProcessPoolExecutor(processes or os.cpu_count(), mp_context=spawn) as pool,
    ):
        for shard in as_completed([pool.submit(read_shard, todo[path], path) for path in todo]):
            bar.update(shard.result())
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from json.load(file)


def newsgroups(name: str = "newsgroups", remove: tuple[str, ...] = posts.REMOVED) -> None:
    """Writes the counts of the newsgroup posts."""
    train, test = (posts.load(subset, remove, download=True) for subset in ("train", "test"))
    read = all_tokens(train.texts + test.texts)
    made = counts.count(read, train.labels + test.labels, train.classes, len(train.texts))
    note = {
        "made from": f"{LOADERS}, remove={remove}",
        "made with": f"spaCy {version('spacy')}, en_core_web_sm {tokens.VERSION} without parser and ner, "
        f"scikit-learn {version('scikit-learn')}",
        "kept": "alphabetic tokens longer than 2 characters that are no stop words; their lemmas in lower case",
    }
    path = counts.save(name, made, note)
    print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")


def leakage() -> None:
    """Writes the counts of the posts with headers, footers and quotes left in."""
    newsgroups("leakage", remove=())


def reuters() -> None:
    """Writes the counts of the Reuters newswires."""
    import_module("engine.practice.prepare_reuters").prepare()


def texts() -> None:
    """Writes spaCy's reading of the project's own posts."""
    recorded_texts.prepare()


def runs() -> None:
    """Trains the lesson's models and writes what they came to."""
    import_module("engine.newsgroups.prepare_recorded").prepare()


def keras_names() -> None:
    """Writes the names and signatures of Keras and TensorFlow that the exercise knows."""
    import_module("engine.practice.prepare_catalogue").prepare()


PARTS = {part.__name__: part for part in (texts, newsgroups, leakage, reuters, keras_names, runs)}


def main() -> None:
    """Makes the parts named on the command line, all of them if none is."""
    parser = argparse.ArgumentParser(description="Makes the prepared data anew from the real loaders.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of {', '.join(PARTS)}; all by default")
    chosen = parser.parse_args().parts or list(PARTS)
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"no part named {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    for part in chosen:
        print(part, flush=True)
        PARTS[part]()


if __name__ == "__main__":
    main()
