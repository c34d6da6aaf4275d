"""The same network from many seeds: how many find the boundary, and what stops the others."""

from dataclasses import replace

from app_pages.parts.region import many, opening

settings = opening.opened("Many seeds", "Only the first weights differ. How much of the result is luck?")
many.show(replace(settings, seed=0))
