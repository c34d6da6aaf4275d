"""Act 2 as one HTML file that trains by itself: film, sliders, seeds, and its link back to the app."""

from collections.abc import Mapping
from typing import Any

from engine.export import bundle
from engine.glossary import linked
from engine.network.settings import RunSettings
from engine.region import csv_points, message
from engine.region.address_fields import CODEC

STYLES = ("region/file.css", "region/act2.css", "shared/terms.css")


def page_file(
    settings: RunSettings, palettes: Mapping[str, Mapping[str, Any]], csv: str = "", epoch: float = 0, home: str = ""
) -> str:
    """The component as a page of its own, open at these settings and this epoch.

    palettes: colours of pictures by name, "light" and "dark". csv: the user's own points, where the settings take them.
    home: the address at which the app goes on; "" where there is none.
    """
    data: dict[str, Any] = {
        "settings": message.settings(settings),
        "epoch": epoch,
        "fields": CODEC.table(),
        "palettes": {theme: dict(colours) for theme, colours in palettes.items()},
        "terms": linked("one_pass", "region"),
        "home": home if home.startswith(("http://", "https://")) else "",
    }
    if settings.data == "csv":
        data["table"] = message.table(csv, csv_points.read_table(csv))
    return bundle.page("region/file.js", STYLES, data, "A decision region")
