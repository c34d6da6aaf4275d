"""The decision region of a network trained from scratch, forming before your eyes."""

from app_pages.parts.region import details, film, opening, runs

opening.opened(
    "Decision region", "A network learns where one kind of point ends and the other begins. Watch it find out."
)
run = film.show_one()
if run.over and (ended := runs.film_of(run)) is not None:
    details.below(ended)
runs.warm()
