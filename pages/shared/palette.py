"""One palette for every page, figure and component, in light and in dark.

A colour stands for a kind of number, and means the same wherever it appears: parameters, activations,
gradients and loss each have one. The sign of a number has two more, far apart for every kind of colour
vision; a sign is always written as well.
"""

from dataclasses import asdict, dataclass
from typing import Any, Literal

Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as hex strings, named by what they mean. field: of what is typed into; on: of letters on `act`."""

    paper: str
    card: str
    field: str
    on: str
    ink: str
    soft: str
    line: str
    param: str
    act: str
    grad: str
    loss: str
    pos: str
    neg: str
    mark: str

    def classes(self) -> list[str]:
        """Colours for up to eight categories, the first four as far apart as the palette allows."""
        return [self.act, self.grad, self.param, self.loss, self.pos, self.soft, self.mark, self.neg]


LIGHT = Palette(
    paper="#fbfaf7",
    card="#ffffff",
    field="#f1efe9",
    on="#ffffff",
    ink="#1c2026",
    soft="#5d6675",
    line="#dcdad2",
    param="#6a4fd0",
    act="#1769b5",
    grad="#ad5600",
    loss="#b3194f",
    pos="#0e8a80",
    neg="#c4542e",
    mark="#ffd84d",
)
DARK = Palette(
    paper="#13161b",
    card="#1b1f26",
    field="#20252d",
    on="#101820",
    ink="#e9ebee",
    soft="#98a2b0",
    line="#30363f",
    param="#a996ff",
    act="#6db3f2",
    grad="#f2a14a",
    loss="#ff7fa8",
    pos="#30beb0",
    neg="#ec7e58",
    mark="#7a6210",
)


def palette(theme: Theme | None) -> Palette:
    """The palette of a theme; light where the theme is not known yet."""
    return DARK if theme == "dark" else LIGHT


def style_sheet() -> str:
    """The palette as custom properties of the page, `--gn-ink` and so on, which follow the theme by themselves.

    Components inherit them: a style sheet of theirs names a colour as `var(--gn-act)`.
    """
    pairs = zip(asdict(LIGHT).items(), asdict(DARK).values(), strict=True)
    return ":root { " + " ".join(f"--gn-{name}: light-dark({light}, {dark});" for (name, light), dark in pairs) + " }"


CLASSES: dict[Theme, list[str]] = {
    "light": ["#5c8500", "#9c3494", "#b08700", "#4b5f7a", "#8a5a2b", "#d04a8c", "#2f8f6f", "#6b6b6b"],
    "dark": ["#b5d65c", "#e48ae0", "#e9c84a", "#9fb6d6", "#d0a070", "#ff9cc8", "#6fd0b0", "#b9b9b9"],
}
FATES: dict[Theme, list[str]] = {
    "light": ["#9a5b1e", "#c79a00", "#6f8fb0", "#7b5fdc"],
    "dark": ["#d79a5b", "#f0cb3e", "#8fb4dc", "#b8a8ff"],
}


def picture_colours(theme: Theme | None) -> dict[str, Any]:
    """The palette as act 2's pictures use it.

    classes: up to eight classes of points, none of which has the colour of a kind of number. fate1 … fate4: how runs
    end that did not learn. Both are told by shape as well.
    """
    fates = {f"fate{k}": colour for k, colour in enumerate(FATES[theme or "light"], 1)}
    return asdict(palette(theme)) | fates | {"classes": CLASSES[theme or "light"]}


# Both themes, for pages that leave the app: of the pages, and of act 2's pictures.
BOTH = {"light": asdict(LIGHT), "dark": asdict(DARK)}
BOTH_PICTURES = {"light": picture_colours("light"), "dark": picture_colours("dark")}
