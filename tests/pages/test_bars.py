"""Bars: the largest first, signs in colour and in writing."""

import pytest

from pages.shared.bars import probability_bars, signed_bars
from pages.shared.palette import palette


def test_probabilities_are_drawn_from_the_largest_down_and_the_largest_stands_out():
    bars = probability_bars(["a", "b", "c"], [0.2, 0.7, 0.1], "light").data[0]
    assert list(bars.y) == ["b", "a", "c"]
    assert list(bars.x) == [0.7, 0.2, 0.1]
    assert list(bars.text) == ["70.0%", "20.0%", "10.0%"]
    assert [colour == palette("light").act for colour in bars.marker.color] == [True, False, False]


def test_signed_values_keep_their_order_and_show_their_sign_in_colour_and_in_writing():
    bars = signed_bars(["for", "against", "nothing"], [1.5, -0.25, 0.0], "dark", "+.2f").data[0]
    assert list(bars.y) == ["for", "against", "nothing"]
    assert list(bars.text) == ["+1.50", "−0.25", "+0.00"]
    assert list(bars.marker.color) == [palette("dark").pos, palette("dark").neg, palette("dark").pos]


@pytest.mark.parametrize("values", [[], [0.0]])
def test_nothing_to_draw_is_no_trouble(values):
    figure = signed_bars(["word"] * len(values), values, None)
    low, high = figure.layout.xaxis.range
    assert low < 0 < high
