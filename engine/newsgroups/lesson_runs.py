"""The lesson's two models, trained once a server behind the visits, so that any text can be asked about."""

import os
from typing import TYPE_CHECKING

from engine.newsgroups.models import FIRST, SECOND
from engine.newsgroups.training import train

if TYPE_CHECKING:
    from engine.jobs import Workbench


def begin(bench: "Workbench") -> None:
    """Asks for both, the second first, which the entrance asks about; they go on when nothing else waits.

    Nobody can stop them; whoever presses Train for one of them joins the run that goes on. GLASSNET_LESSON_RUNS=0: they
    wait until somebody asks for them.
    """
    if os.environ.get("GLASSNET_LESSON_RUNS", "1") != "0":
        for settings in (SECOND, FIRST):
            bench.lesson(train, settings)
