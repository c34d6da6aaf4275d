"""Lessons of one's own: stops on the way through the app, each with a sentence or a question. Four ship with it."""

from engine.lessons.lesson import Lesson, NotALesson, Question, Stop, from_file, to_file
from engine.lessons.shipped import SHIPPED, shipped

__all__ = ["SHIPPED", "Lesson", "NotALesson", "Question", "Stop", "from_file", "shipped", "to_file"]
