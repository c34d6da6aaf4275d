"""What the film works out in the browser, against NumPy and scikit-image."""

import itertools
from dataclasses import asdict

import numpy as np
import pytest
from playwright.sync_api import Browser
from skimage.measure import marching_cubes

from engine.network.settings import LESSON
from engine.region.film import Film, film
from engine.region.inside_network import section, send
from pages.region.film_view import pack, packed, script
from pages.shared.palette import LIGHT

pytestmark = pytest.mark.browser
ACTIVATIONS = ("relu", "leaky relu", "tanh", "sigmoid", "linear")
TOOLS = """{ floats, scores, softmax, winners, margin, grid, surface, extent, forward, fromArray, planePoints, unpack,
    mount }"""


@pytest.fixture(scope="module")
def page(browser: Browser):
    """An empty page that knows the film's functions."""
    page = browser.new_page()
    page.goto("about:blank")
    body = script().replace("export default function", "const mount = function")
    page.evaluate(f"() => {{ {body}\nwindow.film = {TOOLS}; }}")
    yield page
    page.close()


@pytest.fixture(scope="module")
def lesson() -> Film:
    return film(LESSON)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_browser_gives_numpys_scores_and_winners(page, activation):
    rng = np.random.RandomState(3)
    sizes = [3, 7, 5, 3]
    weights = [
        (rng.normal(size=(a, b)).astype("f4"), rng.normal(size=(1, b)).astype("f4"))
        for a, b in itertools.pairwise(sizes)
    ]
    X = rng.normal(size=(700, 3)).astype("f4")
    run = {"sizes": sizes, "activation": activation, "X": packed(X)}
    run["weights"] = packed(np.concatenate([part.ravel() for pair in weights for part in pair]))
    got = page.evaluate(
        """run => {
            const x = film.floats(run.X), net = { ...run, weights: film.floats(run.weights) };
            const z = film.scores(net, 0, x.length / 3, film.fromArray(x));
        return { z: z.map(v => [...v]), won: [...film.winners(z)], first: film.softmax(z.map(v => v[0])) }; }""",
        run,
    )
    expected = send([(W.astype(float), b.astype(float)) for W, b in weights], X.astype(float), activation)
    np.testing.assert_allclose(np.array(got["z"]).T, expected.scores, rtol=0, atol=1e-9)
    np.testing.assert_array_equal(got["won"], expected.preds.argmax(axis=1))
    np.testing.assert_allclose(got["first"], expected.preds[0], rtol=0, atol=1e-9)


def test_a_packed_run_gives_the_same_answers_at_every_frame(page, lesson):
    run = pack(lesson)
    won = page.evaluate(
        """data => { const run = film.unpack(data), { x } = run.points.train;
        return run.epochs.map((_, f) => [...film.winners(film.scores(run, f, x.length / 3, film.fromArray(x)))]); }""",
        run,
    )
    X = lesson.data.X[:1000].astype(float)
    for frame, said in enumerate(won):
        expected = send(lesson.weights(frame), X, "relu").preds.argmax(axis=1)
        assert (np.array(said) != expected).sum() <= 1  # float32 weights may turn a point that lies on the boundary


def test_the_surface_is_the_one_marching_cubes_finds(page, lesson):
    n, run = 22, pack(lesson)
    triangles = page.evaluate(
        """([data, n]) => { const run = film.unpack(data), g = film.grid(n, run.box), last = run.epochs.length - 1;
        const lead = film.margin(film.scores(run, last, g.total, g.fill), 0);
        return { corners: [...film.surface(lead, g)], lead: [...lead], extent: film.extent(lead, g) }; }""",
        [run, n],
    )
    field = np.array(triangles["lead"]).reshape(n, n, n)  # z, y, x
    vertices, _, _, _ = marching_cubes(field, 0.0)
    theirs = vertices[:, ::-1] * 2 / (n - 1) - 1
    corners = np.array(triangles["corners"]).reshape(-1, 6)[:, :3]
    gaps = np.sqrt(((theirs[:, None] - corners[None]) ** 2).sum(axis=2))
    cell = 2 / (n - 1)
    assert gaps.min(axis=1).max() < cell  # every vertex of theirs has one of ours beside it
    assert gaps.min(axis=0).max() < cell  # and the other way round
    assert triangles["extent"]["faces"] == 0
    assert triangles["extent"]["share"] == pytest.approx((field > 0).mean())


def test_the_surface_is_watertight_where_it_touches_no_face(page):
    triangles = page.evaluate(
        """() => {
            const g = film.grid(16, { low: [-1, -1, -1], high: [1, 1, 1] });
            const lead = new Float64Array(g.total), into = new Float64Array(3 * 512);
            for (let k = 0; k < g.total; k++) {
                g.fill(k, 1, into);
                lead[k] = 0.5 - Math.hypot(into[0], into[512], into[1024]);
            }
        return [...film.surface(lead, g)]; }"""
    )
    corners = np.array(triangles).reshape(-1, 3, 6)[:, :, :3].round(6)
    np.testing.assert_allclose(np.linalg.norm(corners, axis=2), 0.5, atol=0.02)
    sides = {}
    for triangle in map(lambda t: [tuple(corner) for corner in t], corners):
        for a, b in ((0, 1), (1, 2), (2, 0)):
            if triangle[a] != triangle[b]:
                side = frozenset((triangle[a], triangle[b]))
                sides[side] = sides.get(side, 0) + 1
    assert all(count % 2 == 0 for count in sides.values())


def test_the_cut_has_numpys_probabilities(page, lesson):
    run, cube = pack(lesson), np.column_stack([pack(lesson)["box"]["low"], pack(lesson)["box"]["high"]])
    at = (cube[1, 0] + cube[1, 1]) / 2
    expected = section(lesson.weights(-1), cube, "relu", 1, at, side=24)
    got = page.evaluate(
        """data => {
            const run = film.unpack(data), last = run.epochs.length - 1;
            const z = film.scores(run, last, 24 * 24, film.planePoints(1, 0, 24, run.box));
        return Array.from({ length: 24 * 24 }, (_, p) => film.softmax(z.map(v => v[p]))); }""",
        run,
    )
    np.testing.assert_allclose(np.array(got).T.reshape(2, 24, 24), expected.probability, rtol=0, atol=1e-4)


def test_a_place_left_and_entered_again_holds_one_film_that_goes_on(page, lesson):
    colours = asdict(LIGHT) | {"classes": LIGHT.classes(), "wrong": LIGHT.loss}
    data = {"key": "k", "axes": ["a", "b", "c"], "classes": ["0", "1"], "colours": colours, "alone": True}
    data |= {"runs": [pack(lesson)], "notes": [], "stage": "early", "growing": {"share": 0.5, "say": "", "epochs": 30}}
    seen = page.evaluate(
        """data => {
            const parentElement = document.body, ignore = () => {};
            const place = { parentElement, setStateValue: ignore, setTriggerValue: ignore };
            film.mount({ ...place, data })();
            film.mount({ ...place, data: { ...data, stage: "late", growing: null } })();
        return [...document.querySelectorAll(".film")].map(node => node.querySelector(".growing").hidden); }""",
        data,
    )
    assert seen == [True]
