"""Reads a learner's text into Python's syntax tree. Nothing is executed.

Size is bounded before the parser sees the text, so that neither deep nesting nor giant numbers reach it. What copying
adds (prompts, the fences of Markdown, lines for a notebook's shell, invisible marks at the ends) is taken away first.
"""

import ast
import io
import keyword
import re
import tokenize
import warnings

from engine.practice.errors import quoted

MOST_CHARACTERS, MOST_SCRIPT, MOST_TOKENS, DEEPEST = 6_000, 40_000, 12_000, 16
LONGEST_NUMBER, MOST_NODES, MOST_INSIDE = 24, 12_000, 40
BRACKETS = "Every bracket that opens has to close: count ( and ), [ and ], { and }."
NAMES = ("x_train", "y_train", "x_test", "y_test", "to_categorical", "batch_size", "validation_split")
CALLS = (
    "vectorise",
    "to_categorical",
    "Sequential",
    "Input",
    "Dense",
    "Dropout",
    "compile",
    "fit",
    "evaluate",
    "predict",
)
INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"
WRONG_SIGNS = {
    **dict.fromkeys("“”„‟″", "a typographic quotation mark: Python wants \" or '"),
    **dict.fromkeys("‘’‚‛′", "a typographic quotation mark: Python wants \" or '"),
    "（": "a full-width bracket: Python wants (",
    "）": "a full-width bracket: Python wants )",
    "，": "a full-width comma: Python wants ,",
    "：": "a full-width colon: Python wants :",
    "＝": "a full-width sign: Python wants =",
    "–": "a dash: Python's minus is -",
    "—": "a dash: Python's minus is -",
    "−": "a typographic minus: Python's is -",
    "…": "three dots in one sign; write the value itself",
    "×": "a typographic sign: Python multiplies with *",
    "`": "a backtick, which quotes nothing in Python",
    "$": "a sign that Python does not have",
    "?": "a sign that Python does not have",
    "!": "a sign that Python has only in !=",
}
LITTER = re.compile(r"^(>>> |\.\.\. |In \[\d*\]: ?|Out\[\d*\]: ?.*$)")
FENCE = re.compile(r"^\s*(```|~~~)")
SHELL = re.compile(r"^\s*(!|%{1,2}[a-zA-Z]|\?)")


class NotUnderstood(ValueError):
    """The text is not Python, or too large; the message is a sentence for the learner."""


def plain_code(text: str) -> str:
    """The text without what copying adds; every line keeps its number."""
    lines = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").strip(INVISIBLE).split("\n"):
        if FENCE.match(line) or SHELL.match(line):
            lines.append("")
        else:
            lines.append(LITTER.sub("", line).rstrip(INVISIBLE).replace("\u00a0", " ").replace("\t", "    "))
    return "\n".join(lines)


def read(text: str, most: int = MOST_CHARACTERS) -> list[ast.stmt]:
    """The statements of a learner's text, in order.

    Raises: NotUnderstood, with a sentence, for whatever is empty, too long or not Python.
    """
    if len(text) > most:
        raise NotUnderstood(f"This is longer than {most:,} characters; a step needs a few lines.")
    code = plain_code(text)
    if not code.strip():
        raise NotUnderstood("Nothing is written here yet.")
    _check_tokens(code)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(code)
    except SyntaxError as problem:
        raise NotUnderstood(_told(problem, code)) from None
    except (ValueError, RecursionError, MemoryError):
        raise NotUnderstood("Python cannot read this.") from None
    statements = [node for node in tree.body if not _is_text(node)]
    for node in statements:
        if isinstance(node, ast.AnnAssign) and node.value is None and isinstance(node.annotation, ast.Call):
            raise NotUnderstood(f"Line {node.lineno}: a colon gives a name no value. Write = in its place.")
    if not statements:
        raise NotUnderstood("Nothing but a comment is written here yet.")
    if not _is_small(tree):
        raise NotUnderstood("This is more than the step needs: fewer words, or fewer things inside things.")
    return statements


def _is_small(tree: ast.AST) -> bool:
    """Whether a tree has few enough nodes, one inside the other."""
    layer, nodes = [tree], 0
    for _ in range(MOST_INSIDE):
        layer = [inner for node in layer for inner in ast.iter_child_nodes(node)]
        nodes += len(layer)
        if not layer or nodes > MOST_NODES:
            return nodes <= MOST_NODES
    return False


def _is_text(node: ast.stmt) -> bool:
    """A text that stands alone, as a title does."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _check_tokens(text: str) -> None:
    """Refuses, before any parsing, what is too much for the parser, and signs that Python does not have."""
    depth, opened = 0, list[tuple[str, int]]()
    try:
        for number, token in enumerate(tokenize.generate_tokens(io.StringIO(text).readline)):
            depth += (token.string in ("(", "[", "{")) - (token.string in (")", "]", "}"))
            if token.string in ("(", "[", "{"):
                opened.append((token.string, token.start[0]))
            elif token.string in (")", "]", "}") and opened:
                opened.pop()
            if number > MOST_TOKENS or depth > DEEPEST:
                raise NotUnderstood("This is more than the step needs: fewer words, fewer brackets inside brackets.")
            _check_token(token)
    except IndentationError as problem:
        raise NotUnderstood(f"Line {problem.lineno}: its first word does not stand under those it goes with.") from None
    except tokenize.TokenError as problem:
        quotes = "triple" in str(problem) or "unterminated" in str(problem)
        if opened and not quotes:
            sign, line = opened[-1]
            raise NotUnderstood(f"Line {line}: a {sign} is opened and not closed. {BRACKETS}") from None
        raise NotUnderstood("A quotation mark that opens has to close." if quotes else BRACKETS) from None
    except SyntaxError as problem:
        raise NotUnderstood(_told(problem, text)) from None


def _check_token(token: tokenize.TokenInfo) -> None:
    word, line = token.string, token.start[0]
    if token.type == tokenize.NUMBER and len(word) > LONGEST_NUMBER:
        raise NotUnderstood("No number in this exercise has so many digits.")
    if (token.type == tokenize.ERRORTOKEN and word.strip()) or (token.type == tokenize.OP and word in WRONG_SIGNS):
        sign = word.strip()[:1]
        if sign in "\"'":
            raise NotUnderstood(f"Line {line}: a quotation mark that opens has to close on its line.")
        raise NotUnderstood(
            f"Line {line}: {quoted(sign)} is {WRONG_SIGNS.get(sign, 'a sign that Python cannot read')}."
        )


def _told(problem: SyntaxError, text: str) -> str:
    """What Python cannot read, in the app's words where they say more."""
    number = problem.lineno or 1
    lines = text.split("\n")
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    where, said = f"Line {number}: ", str(problem.msg)
    if found := next((sign for sign in line if sign in WRONG_SIGNS and sign not in "!?$`…"), ""):
        return f"{where}{quoted(found)} is {WRONG_SIGNS[found]}."
    if isinstance(problem, IndentationError):
        return f"{where}its first word does not stand under those it goes with."
    if "leading zeros" in said:
        return (
            f"{where}a comma separates two values; decimals are written with a point, as in 0.001, and thousands "
            "without any sign, as in 10000."
        )
    if "'(' was never closed" in said or "was never closed" in said or "unmatched" in said or "does not match" in said:
        return where + BRACKETS
    if "positional argument follows keyword" in said:
        return f"{where}after a value with a name comes one without. (A decimal comma? Python writes 0.1.)"
    if "%" in line and re.search(r"\d\s*%\s*[,)]", line):
        return f"{where}a share is written as a decimal, 0.1, not with %."
    if re.search(r"\b\w+\s*:\s*['\"\d]", line) and "(" in line:
        return f"{where}an argument's name and its value have = between them, not a colon."
    word = line.strip().partition(" ")[0]
    if word.lower() in map(str.lower, keyword.kwlist) and word not in keyword.kwlist:
        return f"{where}Python writes `{word.lower()}` in small letters."
    if meant := _meant(line, said):
        return where + meant
    said = re.split(r"\. (?:Perhaps|Maybe)", said)[0] if "Maybe you meant" in said else said
    return f"{where}Python cannot read this. It says: {said.rstrip('.?! ')[:90]}."


def _meant(line: str, said: str) -> str:
    """What is likely meant by a line that Python cannot read; "" where nothing is known of it."""
    if re.search(r"=\s*(,|\)|$)", line.split("#")[0]) and said.startswith("invalid syntax"):
        return "nothing stands right of an = yet."
    for name in NAMES:
        if re.search(rf"\b{name.replace('_', '[- ]')}\b", line):
            return f"a name has no blank and no minus in it: `{name}`, with an underscore."
    if re.match(r"\s*\w+ \w+\s*=[^=]", line):
        return "between two names stands a comma, as in `loss, accuracy = …`; and one name has no blank in it."
    if re.search(r"\)\s+[A-Za-z_]\w*\s*=[^=]", line) and line.count("(") == line.count(")"):
        return "a second statement begins a line of its own."
    for name in CALLS:
        if re.search(rf"\b{name}\s*[{{\[]", line) or re.search(rf"\b{name} +[A-Za-z_\d]", line):
            return f"what `{name}` is given stands in round brackets, `{name}(…)`."
    if "cannot assign to function call" in said:
        return "the name stands left of the =, and what it gets right of it."
    if "cannot assign to" in said:
        return "left of an = stands a name, without signs in it but the underscore."
    if "instead of '='" in said:
        return "here no = can stand. Does the bracket close too early, or is the argument outside of its brackets?"
    return ""
