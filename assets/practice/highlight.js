// Python source in pieces, each with its kind: what the editor colours. No screen is needed here.

const KEYWORDS = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global if " +
    "import in is lambda nonlocal not or pass raise return try while with yield"
  ).split(" ")
);
const BLANK = /^_{3,}$/;
const PIECES =
  /(?<comment>#[^\n]*)|(?<text>[rbfuRBFU]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))|(?<number>(?<![\w.])(?:\d[\d_]*\.?[\d_]*(?:[eE][+-]?\d+)?|\.\d+))|(?<name>[^\W\d]\w*)|(?<space>\s+)|(?<sign>[^\s\w])/gu;

/**
 * The pieces of a source, in order; put together they are the source again.
 * @param {string} source
 * @returns {{ text: string, kind: string }[]} kind: comment, text, number, keyword, call, name, blank, sign or space
 */
export function pieces(source) {
  const found = [];
  let end = 0;
  for (const match of source.matchAll(PIECES)) {
    if (match.index > end) found.push({ text: source.slice(end, match.index), kind: "sign" });
    end = match.index + match[0].length;
    found.push({ text: match[0], kind: kindOf(match, source[end]) });
  }
  if (end < source.length) found.push({ text: source.slice(end), kind: "sign" });
  return found;
}

/**
 * @param {RegExpMatchArray} match
 * @param {string | undefined} next the character after the piece
 */
function kindOf(match, next) {
  const groups = match.groups ?? {};
  if (groups.name === undefined) return Object.keys(groups).find((kind) => groups[kind] !== undefined) ?? "sign";
  if (BLANK.test(groups.name)) return "blank";
  if (KEYWORDS.has(groups.name)) return "keyword";
  return next === "(" ? "call" : "name";
}

/**
 * What a new line begins with after the text before it: its indentation, four more where a block or a bracket opens.
 * @param {string} before
 */
export function indentation(before) {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const own = line.match(/^ */)?.[0] ?? "";
  return /[:([{]\s*$/.test(line) ? `${own}    ` : own;
}
