// What the page calls: a film, one still picture, or many seeds, by what it is given.

const films = new WeakMap();      // a place may be left and entered again with all that stands in it: its film goes on, no second one is put there
let lastLeft = {};      // how the last film was left, for the next one to open the same way

// One picture without time: points alone, or the points and the region of a single frame.
function still(root, data) {
  const run = data.still.run ? unpack(data.still.run) : null, set = run ? "test" : "train";
  const quiet = { colours: data.colours, axes: data.axes, which: set, panel: "", unit: null, plane: {}, chosen: -1,
    pointSet: () => set, choose: () => {}, show: () => {}, redraw: () => requestAnimationFrame(() => view.draw()) };
  const node = make("div", { class: "film" }), view = new View(quiet, { ...HOME });
  paint(node, data.colours);
  node.append(view.node);
  root.append(node);
  const alone = () => ({ sizes: [], box: data.still.box, points: { train: { x: floats(data.still.points.x), label: data.still.points.label } } });
  view.load(run ?? alone(), "");
  view.show(0);
  view.canvas.setAttribute("aria-label", `${view.places[set].length / 3} points in 3D, coloured by class${run ? `, ${view.wrong} of them marked as wrong, and the decision region` : ""}. Arrow keys turn them.`);
  quiet.redraw();
  return { key: data.key, node };
}

function paint(node, colours) {
  for (const [name, value] of Object.entries(colours)) if (typeof value === "string") node.style.setProperty(`--gn-${name}`, value);
}

export default function (component) {
  const { data, parentElement, setStateValue, setTriggerValue } = component;
  let film = films.get(parentElement);
  if (film && !film.node.isConnected) parentElement.append(film.node);
  if (data.still) {
    if (film?.key !== data.key) { film?.node.remove(); films.set(parentElement, still(parentElement, data)); }
    return undefined;
  }
  if (data.study) {
    if (!film) films.set(parentElement, film = new Seeds(parentElement));
    film.load(data, setTriggerValue);
    return () => cancelAnimationFrame(film.next);
  }
  if (!film) films.set(parentElement, film = new Film(parentElement));
  film.load(data, (name, value) => (name === "epoch" ? setStateValue(name, value) : setTriggerValue(name, value)));
  return () => { lastLeft = film; film.pause(); clearTimeout(film.resting); };
}
