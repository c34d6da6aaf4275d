"""The 20 newsgroups in blocks of related ones: the order in which bars and matrices show them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A few related classes. name: short, for a label; classes: their full names."""

    name: str
    classes: tuple[str, ...]


def short(name: str) -> str:
    """A newsgroup's name without what its block says already: "rec.sport.hockey" is "hockey"."""
    *front, last = name.split(".")
    kept = {"misc": f"{front[-1]}.misc" if front else last, "hardware": ".".join(front[2:]), "x": "windows.x"}
    return kept.get(last, last)


BLOCKS = (
    Block(
        "comp",
        (
            "comp.graphics",
            "comp.os.ms-windows.misc",
            "comp.sys.ibm.pc.hardware",
            "comp.sys.mac.hardware",
            "comp.windows.x",
        ),
    ),
    Block("sale", ("misc.forsale",)),
    Block("rec", ("rec.autos", "rec.motorcycles", "rec.sport.baseball", "rec.sport.hockey")),
    Block("sci", ("sci.crypt", "sci.electronics", "sci.med", "sci.space")),
    Block("pol.", ("talk.politics.guns", "talk.politics.mideast", "talk.politics.misc")),
    Block("rel.", ("alt.atheism", "soc.religion.christian", "talk.religion.misc")),
)


def ordered(classes: list[str]) -> list[tuple[str, list[int]]]:
    """Each block's name and the class numbers in it, in the order to be shown; classes of no block come last."""
    number = {name: i for i, name in enumerate(classes)}
    found = [(block.name, [number.pop(name) for name in block.classes if name in number]) for block in BLOCKS]
    return [*((name, own) for name, own in found if own), *([("", sorted(number.values()))] if number else [])]
