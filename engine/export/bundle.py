"""The browser's modules as one script, and a page of its own that needs nothing else: no server, no network.

Only what the modules under assets/ use is understood: `import {…} from "./x.js"`, `import * as x`, `export` before a
function, class or const, `export {…}`, `export default function`, and a Worker started from a module's own address.
"""

import base64
import json
import re
import zlib
from collections.abc import Sequence
from html import escape
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[2] / "assets"
IMPORT = re.compile(
    r'^import\s+(?:(\w+)|\*\s+as\s+(\w+)|\{([^}]*)\})?\s*(?:from\s*)?"(\.{1,2}/[^"]+)";[ \t]*$', re.MULTILINE
)
DEFAULT = re.compile(r"^export default (?=(?:async )?function|class)", re.MULTILINE)
NAMED = re.compile(r"^export (?=((?:async )?function\*?|class|const) (\w+))", re.MULTILINE)
LIST = re.compile(r"^export \{([^}]*)\};?[ \t]*$", re.MULTILINE)
WORKER = re.compile(r'new Worker\(new URL\("(\.{1,2}/[^"]+)", import\.meta\.url\), \{ type: "module" \}\)')
OTHER = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)

COMMENT = re.compile(r"^[ \t]*(?://.*|/\*\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)

# Modules are made when they are first needed. A Worker gets the text of all: a page on a disk may load no other.
RUN = """const made = {};
const need = (name) => (made[name] ??= modules[name](need, startWorker));
const startWorker = (name) => {
  const texts = Object.entries(modules).map(([name, module]) => `${JSON.stringify(name)}: ${module}`);
  const text = `"use strict"; const modules = { ${texts.join(", ")} }; const made = {};
    const need = (name) => (made[name] ??= modules[name](need)); need(${JSON.stringify(name)});`;
  return new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
};"""
UNPACK = """const unpack = () => {
  const packed = atob(document.getElementById("data").textContent);
  const bytes = Uint8Array.from(packed, (char) => char.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
};
"""
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' blob:; worker-src blob:; style-src 'unsafe-inline'; "
    "img-src data: blob:; font-src data:"
)


def bundle(entry: str) -> str:
    """One expression, a classic script's: an object of what the entry module, "region/file.js" say, exports.

    Raises: FileNotFoundError for a module that is not there; ValueError for a circle of imports, or an import or export
    of another form.
    """
    order: list[Path] = []
    _collect((ASSETS / entry).resolve(), order, ())
    modules = ",\n".join(f"{json.dumps(_name(file))}: (need, startWorker) => {{\n{_module(file)}\n}}" for file in order)
    return (
        f'(() => {{\n"use strict";\nconst modules = {{\n{modules}\n}};\n{RUN}\nreturn need({json.dumps(entry)});\n}})()'
    )


def page(entry: str, styles: Sequence[str], data: object, title: str) -> str:
    """One HTML file: the entry module's default export is called with the data and the element to fill.

    styles: CSS files under assets/. data: what JSON can carry; it travels packed. The page may fetch nothing.
    """
    css = "\n".join((ASSETS / style).read_text(encoding="utf-8") for style in styles).replace("</", "<\\/")
    packed = base64.b64encode(zlib.compress(json.dumps(data, separators=(",", ":"), allow_nan=False).encode(), 9))
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{css}\n</style>\n"
        f'<main id="root"></main>\n<script type="text/plain" id="data">{packed.decode()}</script>\n'
        f"<script>\n{UNPACK}const start = {_harmless(bundle(entry))}.default;\n"
        'unpack().then((data) => start(data, document.getElementById("root")));\n</script>\n</html>\n'
    )


def web_address(home: str) -> str:
    """An address that a page may lead to: of the web, or none ("")."""
    return home if home.startswith(("http://", "https://")) else ""


def _collect(file: Path, order: list[Path], above: tuple[Path, ...]) -> None:
    """Puts a module into the order, after all that it imports."""
    if file in order:
        return
    if file in above:
        raise ValueError(f"{_name(file)} imports itself, by way of {_name(above[-1])}.")
    if not file.is_relative_to(ASSETS):
        raise ValueError(f"{file.name} lies outside assets/.")
    text = file.read_text(encoding="utf-8")
    for wanted in (*(match[4] for match in IMPORT.finditer(text)), *WORKER.findall(text)):
        _collect((file.parent / wanted).resolve(), order, (*above, file))
    order.append(file)


def _name(file: Path) -> str:
    return file.relative_to(ASSETS).as_posix()


def _module(file: Path) -> str:
    """A module as the body of a function that returns its exports, without its comments."""
    text = COMMENT.sub("", file.read_text(encoding="utf-8"))
    exports = [f"{match[2]}" for match in NAMED.finditer(text)]
    for match in LIST.finditer(text):
        exports += [_renamed(part, ": ", swap=True) for part in match[1].split(",") if part.strip()]
    if DEFAULT.search(text):
        exports.append("default: DEFAULT")
    text = IMPORT.sub(lambda match: _imported(file, match), text)
    text = LIST.sub("", NAMED.sub("", DEFAULT.sub("const DEFAULT = ", text)))
    text = WORKER.sub(lambda match: f"startWorker({json.dumps(_name((file.parent / match[1]).resolve()))})", text)
    if other := OTHER.search(text):
        raise ValueError(f"{_name(file)}: the bundle does not know the form {other[0]!r}.")
    return f"{text}\nreturn {{ {', '.join(exports)} }};".replace("import.meta.url", "document.baseURI")


def _imported(file: Path, match: re.Match[str]) -> str:
    """An import as a const."""
    whole = f"need({json.dumps(_name((file.parent / match[4]).resolve()))})"
    if match[1]:
        return f"const {match[1]} = {whole}.default;"
    if match[2]:
        return f"const {match[2]} = {whole};"
    if match[3] is None:
        return f"{whole};"
    names = ", ".join(_renamed(part, ": ") for part in match[3].split(",") if part.strip())
    return f"const {{ {names} }} = {whole};"


def _renamed(part: str, between: str, swap: bool = False) -> str:
    """`a as b` for a destructuring, or, swapped, for an object."""
    names = part.split(" as ") if " as " in part else [part]
    names = [name.strip() for name in names]
    return between.join(reversed(names) if swap else names)


def _harmless(script: str) -> str:
    """The script with nothing in it that would end it early inside a page; within its strings it means the same."""
    return re.sub(r"<(?=/script|!--)", r"\\x3c", script, flags=re.IGNORECASE)
