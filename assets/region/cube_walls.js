/** What stands around the bodies in a cube: its far walls, the cut, the names of its axes. */
import { outline } from "./fates.js";

const CORNERS = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => [i & 1 ? 1 : -1, i & 2 ? 1 : -1, i & 4 ? 1 : -1]);

/**
 * The far walls of the cube, with lines at whole numbers, and where the cut meets them.
 * @param {CanvasRenderingContext2D} paper
 * @param {import("./camera.js").Look} view
 * @param {{colours: any, dark: boolean, cut?: {axis: number, at: number} | null}} looks
 */
export function frameLines(paper, view, { colours, dark, cut }) {
  const near = nearest(view),
    flat = CORNERS.map(view.to);
  for (let axis = 0; axis < 3; axis++) {
    const wall = CORNERS.map((_, i) => i).filter((i) => ((i >> axis) & 1) !== ((near >> axis) & 1));
    const around = [wall[0], wall[1], wall[3], wall[2]].map((i) => flat[i]);
    path(paper, around);
    paper.closePath();
    paper.globalAlpha = (dark ? [0.045, 0.025, 0.07] : [0.03, 0.015, 0.045])[axis];
    paper.fillStyle = dark ? "#fff" : "#2a2410";
    paper.fill();
    paper.globalAlpha = 1;
    paper.strokeStyle = colours.line;
    paper.lineWidth = 1;
    paper.stroke();
  }
  if (!cut) return;
  const [u, v] = [0, 1, 2].filter((k) => k !== cut.axis),
    corner = CORNERS[near];
  const edge = [
    [corner[u], -corner[v]],
    [-corner[u], -corner[v]],
    [-corner[u], corner[v]]
  ].map(([a, b]) => {
    const place = [0, 0, 0];
    [place[cut.axis], place[u], place[v]] = [cut.at, a, b];
    return view.to(place);
  });
  path(paper, edge);
  paper.strokeStyle = colours.soft;
  paper.setLineDash([4, 4]);
  paper.stroke();
  paper.setLineDash([]);
}

/** @param {CanvasRenderingContext2D} paper @param {number[][]} places */
function path(paper, places) {
  paper.beginPath();
  outline(paper, places);
}

/** The corner of the cube that is nearest to the eye. @param {import("./camera.js").Look} view */
const nearest = (view) => CORNERS.map((p, i) => [view.to(p)[2], i]).sort((a, b) => a[0] - b[0])[0][1];

/**
 * The names of the axes, at the near edges of the floor and the right-hand upright one.
 * @param {CanvasRenderingContext2D} paper
 * @param {import("./camera.js").Look} view
 * @param {string[]} axes
 * @param {{colours: any}} looks
 * @param {number} width
 * @param {number} height
 */
export function names(paper, view, axes, { colours }, width, height) {
  const [nx, ny] = CORNERS[nearest(view)],
    ends = [
      [0, ny * 1.13, -1.06],
      [nx * 1.13, 0, -1.06],
      [-nx * 1.05, ny * 1.05, 0]
    ];
  paper.font = `italic ${width < 500 ? 15 : 17}px "STIX Two Math", "Cambria Math", Georgia, serif`;
  paper.fillStyle = colours.soft;
  paper.textAlign = "center";
  ends.forEach((end, axis) => {
    const [x, y] = view.to(end),
      name = axes[axis].length > 14 ? `${axes[axis].slice(0, 13)}…` : axes[axis];
    const half = paper.measureText(name).width / 2 + 4;
    paper.fillText(name, Math.max(half, Math.min(width - half, x)), Math.min(height - 8, y + 6));
  });
}
