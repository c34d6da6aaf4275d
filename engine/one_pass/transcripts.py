"""What stands around a matrix in a copied session, program or document, taken away before the matrix is read."""

import re

PROMPT = re.compile(r"\s*(?:>{1,3} |Out\[\d{1,6}\]:[ \n]|In \[\d{1,6}\]: ?|julia> |octave:\d{1,6}> ?)")
CONTINUED = re.compile(r"^(?:\.\.\. | {2,9}\.\.\.: ?|\+ )", re.MULTILINE)  # a prompt for the rest of a statement
ASKED = re.compile(r"\s*(?:print\(|display\(|disp\()?[^\W\d][\w.]{0,60}(?:\[\d{0,9}\]|\(\))*\)?;?\s*")
OPENS = re.compile(r"\s*(?:[\[({]|[^\W\d][\w.:]{0,60}!?\s*[\[(])")
FENCE = re.compile(r"[ \t]*(?:`{3}|~{3})[ \t]*\w{0,20}[ \t]*")
BROUGHT = re.compile(r"(?:import|from|using|library)\b[^=\d]{0,200}")
DECLARED = re.compile(
    r"\s*(?:[^\W\d][^\n={(;]{0,80})(?<![-+*/<>!])(?:=|:=|<-)\s*(?=[\[({]|[^\W\d][\w.:]{0,60}!?\s*[\[({])"
)
NAMED = re.compile(r"\s*[^\W\d]\w{0,60}[ \t]*(?:=|:=|<-)[ \t]*(?=[-+−–.]?\d)")  # lr = 0.1
MADE = re.compile(
    r"\bnew\s{0,9}\w{0,20}\s{0,9}(?:\[[\d, ]{0,9}\]\s{0,9}){1,2}(?=\{)|\bvec!\s*(?=\[)"  # Java, C#, Rust
    r"|(?<!\w)(?:\[\d{0,3}\]){1,2}\w{1,20}(?=\{)"  # Go
)
SERIES = re.compile(r"(?:Name: [^\n]{0,80}, )?(?:Length: \d{1,9}, )?dtype: \w{1,40}")  # below a column of pandas'
KINDS = re.compile(r"\s*(?:<[a-z0-9]{1,8}>\s*)+")  # of the columns, as R prints a tibble's
MORE = re.compile(r"# (?:ℹ|i|…|\.\.\.) .{0,40}more (?:rows?|variables?|columns?)\b.*")
POLARS = re.compile(r"shape: \(\d{1,9}, \d{1,9}\)")
HELD = re.compile(r"Parameter containing:\s*|<tf\.(?:Tensor|Variable)[^\n]{0,200}numpy=")
ECHOED = re.compile(r"\d{1,3}(?:[×x]\d{1,3}|-element) ")  # how Julia begins to show a matrix
SHAPE = re.compile(r"\[\d{1,9} rows x \d{1,9} columns\]")
SHOWN = re.compile(r"(?:print|display|disp)\([^\W\d][\w.]{0,60}\);?")


def alone(text: str) -> str:
    """The text without prompts and what was asked at them, fences, imports and declarations."""
    lines = [line for line in text.split("\n") if not FENCE.fullmatch(line) and not BROUGHT.fullmatch(line)]
    while lines and (not lines[-1].strip() or SHAPE.fullmatch(lines[-1].strip()) or SHOWN.fullmatch(lines[-1].strip())):
        lines.pop()
    if lines and re.fullmatch(r"\s*(?:>{1,3}|julia>)\s*", lines[-1]):
        lines.pop()
    if lines and all(line.startswith("> ") or not line.strip() for line in lines):  # a quotation
        lines = [line[2:] for line in lines]
    text = "\n".join(_of_tables(lines))
    text = _unasked(CONTINUED.sub("", text) if PROMPT.match(text) else text)
    if (held := HELD.match(text.lstrip())) is not None:
        text = text.lstrip()[held.end() :].rstrip(" \n>")
    text = re.sub(r"^[ \t]*- (?=\[)", "", text, flags=re.MULTILINE)  # the items of a list in YAML
    made = MADE.sub("", re.sub(r"^\s*\$+(?=\s*mat\()|\$+\s*$", "", text) if "mat(" in text else text)
    if OPENS.match(made[declared.end() :] if (declared := DECLARED.match(made)) else made):
        return made[declared.end() :] if declared else made
    return NAMED.sub("", text, count=1) if NAMED.match(text) and text.count("=") < 2 else text


def _of_tables(lines: list[str]) -> list[str]:
    """The lines of a table without its row numbers, names and types, where pandas, polars or R have printed it."""
    if lines and SERIES.fullmatch(lines[-1].strip()):
        return [line.split()[-1] for line in lines[:-1] if line.strip()]
    if lines and POLARS.fullmatch(lines[0].strip()):
        return lines[1:]
    kinds = next((number for number, line in enumerate(lines[:4]) if KINDS.fullmatch(line)), None)
    if kinds is None:
        return lines
    rows = ["..." if MORE.fullmatch(line.strip()) else line for line in lines[kinds + 1 :] if line.strip()]
    numbered = all(line.split()[0] in (str(number), "...") for number, line in enumerate(rows, 1))
    return [line.split(maxsplit=1)[-1] if numbered else line for line in rows]


def _unasked(text: str) -> str:
    """The text without prompts at its beginning, and without the names that were typed at them."""
    for _ in range(4):
        prompt = PROMPT.match(text)
        text = text[prompt.end() :] if prompt else text
        first, _, rest = text.partition("\n")
        echoed = ECHOED.match(rest.lstrip())
        called = "(" in first and OPENS.match(rest) and not rest.lstrip().startswith("(")
        if not rest.strip() or not ((ASKED.fullmatch(first) and (prompt or called)) or (prompt and echoed)):
            return text
        text = rest
    return text
