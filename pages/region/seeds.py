"""The same network from many seeds: how many find the boundary, and what stops the others."""

from dataclasses import replace

from pages.region import page_head, seeds_study

settings = page_head.opened("Many seeds", "Only the first weights differ. How much of the result is luck?")
seeds_study.show(replace(settings, seed=0))
