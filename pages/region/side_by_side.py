"""Two runs that differ in one setting, scrubbed together."""

from app_pages.parts.region import compare, opening

settings = opening.opened("Side by side", "Two runs, one setting changed, one time line. What does that setting do?")
if (other := compare.second(settings)) is not None:
    compare.show(settings, *other)
