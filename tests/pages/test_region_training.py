"""The server trains the lesson's run once for everybody, and nothing else of act 2."""

from engine.network.settings import LESSON
from engine.region import film, message
from tests.pages.test_region import opened


def test_however_many_settings_are_visited_the_server_trains_the_lesson_once(monkeypatch):
    trained = []

    def noted(data, settings):
        trained.append(settings)
        return taught(data, settings)

    taught = film.taught
    monkeypatch.setattr(film, "taught", noted)
    message._lesson.cache_clear()
    for page in ("region", "seeds", "side_by_side"):
        for query in ({"lr": "0.3"}, {"units": "32,32,32,32,32", "epochs": "500", "samples": "100000"}, {}, {}):
            assert not opened(page, **query).exception
    assert trained == [LESSON]
