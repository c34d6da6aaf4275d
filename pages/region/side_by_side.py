"""Two runs that differ in one setting, scrubbed together."""

from pages.region import page_head, second_run

settings = page_head.opened("Side by side", "Two runs, one setting changed, one time line. What does that setting do?")
if (other := second_run.second(settings)) is not None:
    second_run.show(settings, *other)
