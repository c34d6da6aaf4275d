"""The 20 newsgroups in blocks of related ones: the order in which bars and matrices show them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """A few related classes. name: short, for a label; classes: their full names."""

    name: str
    classes: tuple[str, ...]


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
    Block("politics", ("talk.politics.guns", "talk.politics.mideast", "talk.politics.misc")),
    Block("religion", ("alt.atheism", "soc.religion.christian", "talk.religion.misc")),
)


def ordered(classes: list[str]) -> list[tuple[str, list[int]]]:
    """Each block's name and the class numbers in it, in the order to be shown; classes of no block come last."""
    number = {name: i for i, name in enumerate(classes)}
    found = [(block.name, [number.pop(name) for name in block.classes if name in number]) for block in BLOCKS]
    return [*((name, own) for name, own in found if own), *([("", sorted(number.values()))] if number else [])]
