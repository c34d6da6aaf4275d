"""The same network from many seeds: how many find the border, and what stops the others."""

from pages.region import screen

screen.show("seeds", "Seeds")
