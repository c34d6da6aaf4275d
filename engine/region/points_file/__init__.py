"""Points of one's own: any file of numbers and labels, read within bounds, with a question wherever it is unclear.

`examine` says what a file holds and asks; with the answers it gives the points as a clean CSV that `csv_points` reads.
"""

from engine.region.points_file.answers import Answers, Doubt, Examined
from engine.region.points_file.examining import examine
from engine.region.points_file.summary import Summary, summary

__all__ = ["Answers", "Doubt", "Examined", "Summary", "examine", "summary"]
