// From a unit in the network to the numbers it stands for, and back.

/** @typedef {import("./types.js").Place} Place */

/** The sample whose values stand in the network: the one that the asked cell belongs to, else the chosen one. @param {any} stage @returns {number} */
export function shownSample(stage) {
  const { asked, payload, sample } = stage;
  const of = asked && payload.values[asked.id];
  if (!of) return sample;
  if (of.rows === "samples" && of.data.length > 1) return asked.i;
  return of.cols === "samples" && of.data[0].length > 1 ? asked.j : sample;
}

/** Where the number of a unit stands on stage, if it does. @param {any} stage @param {number} layer @param {number} unit @returns {Place | undefined} */
export function cellOf(stage, layer, unit) {
  const sample = shownSample(stage);
  return [...stage.cells.values()].flat().findLast((td) => {
    const at = stage.payload.values[td.at.id].at;
    const [row, col] = at?.transposed ? [td.at.j, td.at.i] : [td.at.i, td.at.j];
    return at?.what === "units" && at.layer === layer && col === unit && row === sample;
  })?.at;
}

/** The number that a unit holds, as far as the pass has come. @param {any} stage @param {number} layer @param {number} unit @returns {Place} */
export function numberOf(stage, layer, unit) {
  const { value, pre } = stage.payload.network.layers[layer];
  const known = (/** @type {string | undefined} */ id) =>
    id && (stage.index.origin.get(id)?.step ?? Infinity) <= stage.at;
  return { id: !known(value) && known(pre) ? pre : value, i: shownSample(stage), j: unit };
}
