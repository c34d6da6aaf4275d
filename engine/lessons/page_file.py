"""A lesson as one HTML file: its sentences and questions, and under them acts 1 and 2, which need no network."""

import re
from collections.abc import Mapping
from typing import Any

from engine import one_pass
from engine.export import bundle
from engine.lessons.lesson import Lesson, Stop, as_json
from engine.one_pass import page_file as act_1
from engine.region import address_fields
from engine.region import page_file as act_2

STYLES = ("rooms/rooms.css", "lessons/file.css")
REGION = ("region", "seeds", "side_by_side")
# Where an act's page holds its data: there a stop's own are put.
DATA = re.compile(r'(?<=id="data">)[^<]*')

Colours = Mapping[str, Mapping[str, Any]]


def page_file(lesson: Lesson, palette: Colours, pictures: Colours, home: str = "") -> str:
    """The lesson as a page of its own.

    A stop at Home, at Library, in act 3 or in practice needs the app, and says so.
    palette: colours by name, "light" and "dark". pictures: the same as act 2 has them. home: the address of the app; ""
    where there is none.
    """
    home = bundle.web_address(home)
    acts: dict[str, dict[str, Any]] = {}
    stops = []
    for stop in lesson.stops:
        act, data = _opened(stop, palette, pictures, home)
        if act and act not in acts:
            whole = act_1.page_file(data) if act == "one_pass" else act_2.page_file(data)
            acts[act] = {"html": DATA.sub("", whole), "data": data}
        own = {key: value for key, value in data.items() if value != acts[act]["data"].get(key)}
        stops.append({"act": act, "data": own})
    data = {"lesson": as_json(lesson), "stops": stops, "acts": acts, "palette": palette, "home": home}
    return bundle.page("lessons/file.js", STYLES, data, f"{lesson.title} · Glassnet")


def _opened(stop: Stop, palette: Colours, pictures: Colours, home: str) -> tuple[str, dict[str, Any]]:
    """The act whose page can show a stop, and what it opens with; "" and nothing where only the app can."""
    query = dict(stop.query)
    if stop.page == "one_pass":
        settings, _ = one_pass.from_query(query)
        return "one_pass", act_1.page_data(one_pass.trace(settings), palette, step=query.get("step", ""))
    if stop.page not in REGION:
        return "", {}
    run, _ = address_fields.read(query)
    view = address_fields.view_of(query, run, [])
    return "region", act_2.page_data(run, pictures, page=stop.page, view=view, home=home)
