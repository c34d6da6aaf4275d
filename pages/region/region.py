"""The decision region of a network trained from scratch, forming before your eyes."""

from pages.region import film_view, page_head, runs, tabs

page_head.opened(
    "Decision region", "A network learns where one kind of point ends and the other begins. Watch it find out."
)
run = film_view.show_one()
if run.over and (ended := runs.film_of(run)) is not None:
    tabs.below(ended)
runs.warm()
