"""What Home shows is the lesson's run, and nothing older."""

import base64
import json

import numpy as np

from engine.network.settings import LESSON
from engine.one_pass import trace
from engine.region import prepared_film
from engine.region.film import film
from pages.shared import home_parts


def test_the_file_that_ships_holds_the_run_as_it_is_trained_now() -> None:
    shipped = json.loads(prepared_film.FILE.read_text(encoding="utf-8"))
    made = prepared_film.prepared(film(LESSON))
    numbers = {
        key: np.frombuffer(base64.b64decode(each.pop("weights")), "<f4")
        for key, each in (("shipped", shipped), ("made", made))
    }
    np.testing.assert_allclose(numbers["shipped"], numbers["made"], rtol=1e-4, atol=1e-5)
    assert shipped == json.loads(json.dumps(made))


def test_the_cell_on_the_first_card_is_the_sum_it_shows() -> None:
    from engine.one_pass import LESSON as HAND

    product = home_parts.product()
    assert np.isclose(np.dot(product["row"], product["column"]), product["result"])
    assert product["result"] == trace(HAND).values["h1"][home_parts.SAMPLE, home_parts.UNIT]
