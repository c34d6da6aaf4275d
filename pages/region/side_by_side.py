"""Two runs that differ in one setting: what does that setting do?"""

from pages.region import screen

screen.show("side_by_side", "Side by side")
