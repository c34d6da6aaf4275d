"""Act 2 as one HTML file that trains by itself: film, sliders, seeds, and its link back to the app."""

from collections.abc import Mapping
from typing import Any

from engine.export import bundle
from engine.glossary import linked
from engine.network.settings import RunSettings
from engine.region import csv_points, message
from engine.region.address_fields import CODEC

STYLES = ("region/file.css", "region/act2.css", "shared/terms.css")


def page_file(data: Mapping[str, Any]) -> str:
    """The component as a page of its own. data: of `page_data`."""
    return bundle.page("region/file.js", STYLES, data, "A decision region")


def page_data(
    settings: RunSettings,
    palettes: Mapping[str, Mapping[str, Any]],
    csv: str = "",
    page: str = "region",
    view: Mapping[str, Any] | None = None,
    home: str = "",
) -> dict[str, Any]:
    """What the page opens with.

    palettes: colours of pictures by name, "light" and "dark". csv: the user's own points, where the settings take them.
    page, view: which of act 2's pages it opens at, and what is shown there, the epoch of the film say (`view_of`).
    home: the address at which the app goes on; "" where there is none.
    """
    data: dict[str, Any] = {
        "settings": message.settings(settings),
        "epoch": None,
        **(view or {}),
        "page": page,
        "fields": CODEC.table(),
        "palettes": {theme: dict(colours) for theme, colours in palettes.items()},
        "terms": linked("one_pass", "region"),
        "home": bundle.web_address(home),
    }
    if settings.data == "csv":
        data["table"] = message.table(csv, csv_points.read_table(csv))
    return data
