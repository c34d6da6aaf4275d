// The mathematics font: a part of STIX Two Math (SIL Open Font License, see math.license.txt), so that formulas look the same
// everywhere. A font face has to stand in the document, also where a component's styles do not.

const FAMILY = "Glassnet Math";

/** Makes the font known to the page, once. @param {string} address of the font file */
export function loadMathFont(address) {
  if ([...document.fonts].some((face) => face.family.replaceAll('"', "") === FAMILY)) return;
  document.fonts.add(new FontFace(FAMILY, `url("${address}")`, { display: "swap" }));
}
