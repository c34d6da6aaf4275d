"""The decision region of a network trained from scratch, forming before your eyes."""

from pages.region import screen

screen.show("region", "Decision region")
