"""Reads a few lines of Keras code into plain values. Nothing is executed.

The grammar: an import, statements `name = value`, `name, name = value` or a call alone; a value is a number, a text,
True, False, None, a dotted name, such a name with a number in square brackets, a list or tuple of values, a call of a
dotted name with values, or such a call applied to one value. Size is bounded before the parser sees the text, so that
neither deep nesting nor giant numbers reach it.
"""

import ast
import io
import keyword
import tokenize

from engine.practice.values import Applied, Call, Import, Many, Name, Statement, Value, quoted

MOST_CHARACTERS, MOST_TOKENS, DEEPEST = 2000, 400, 12
LONGEST_NUMBER, LONGEST_TEXT = 12, 60
OPERATORS = set("()[],=.-;")
WORDS = {"True", "False", "None", "import", "from", "as"}
IMPORTED, ALIASES = ("keras", "tensorflow", "numpy"), {"tf": "tensorflow", "np": "numpy"}
BRACKETS = "Every bracket that opens has to close: count ( and ), [ and ]."


class NotUnderstood(ValueError):
    """The text cannot be read; the message is a sentence for the learner."""


class Beyond(NotUnderstood):
    """The text is outside the grammar, but Python may well read it."""


def read(text: str) -> list[Statement | Import]:
    """The statements of a learner's text, in order.

    Raises: NotUnderstood, with a sentence, for whatever is empty, too long or not Python; Beyond for other Python.
    """
    if not text.strip():
        raise NotUnderstood("Nothing is written here yet.")
    if len(text) > MOST_CHARACTERS:
        raise Beyond(f"This is longer than {MOST_CHARACTERS:,} characters; the step needs a few lines.")
    _check_tokens(text)
    try:
        tree = ast.parse(text)
    except SyntaxError as problem:
        line = f" in line {problem.lineno}" if problem.lineno else ""
        raise NotUnderstood(f"Python cannot read this{line}: {problem.msg}.") from None
    except (ValueError, RecursionError, MemoryError):
        raise NotUnderstood("Python cannot read this.") from None
    if not tree.body:
        raise NotUnderstood("Nothing but a comment is written here yet.")
    return [_statement(node) for node in tree.body]


def _check_tokens(text: str) -> None:
    """Refuses, before any parsing, what the grammar has no use for."""
    depth = 0
    try:
        for number, token in enumerate(tokenize.generate_tokens(io.StringIO(text).readline)):
            depth += (token.string in ("(", "[")) - (token.string in (")", "]"))
            if number > MOST_TOKENS or depth > DEEPEST:
                raise Beyond("This is more than the step needs: fewer words, fewer brackets inside brackets.")
            _check_token(token)
    except (tokenize.TokenError, IndentationError) as problem:
        indented = isinstance(problem, IndentationError)
        raise NotUnderstood("Start every statement at the left edge." if indented else BRACKETS) from None
    except SyntaxError as problem:
        raise NotUnderstood(f"Python cannot read this: {problem.msg}.") from None


def _check_token(token: tokenize.TokenInfo) -> None:
    word = token.string
    match token.type:
        case tokenize.NUMBER if len(word) > LONGEST_NUMBER:
            raise NotUnderstood("No number in this exercise has so many digits.")
        case tokenize.STRING if word[0] not in "\"'" or len(word) > LONGEST_TEXT:
            raise Beyond('A text here is short and plain, such as "relu".')
        case tokenize.INDENT:
            raise NotUnderstood("Start every statement at the left edge.")
        case tokenize.OP if word == ":":
            raise Beyond(
                "`:` is not read here: no slices and no blocks. To hold newswires back, `fit` has `validation_split`."
            )
        case tokenize.OP if word not in OPERATORS:
            raise Beyond(f"`{word}` is not read here: write values, names and calls only.")
        case tokenize.NAME if keyword.iskeyword(word) and word not in WORDS:
            raise Beyond(f"`{word}` is not read here: write values, names and calls only.")
        case tokenize.NAME if word.startswith("__"):
            raise NotUnderstood("Names that begin with two underscores are not used here.")
        case tokenize.ERRORTOKEN if word.strip():
            raise NotUnderstood(f"Python cannot read {quoted(word[:20])} here. Is a quotation mark missing?")
        case kind if tokenize.tok_name[kind].startswith(("FSTRING", "TSTRING")):
            raise Beyond('A text here is short and plain, such as "relu": nothing in it is worked out.')


def _statement(node: ast.stmt) -> Statement | Import:
    match node:
        case ast.Import(names=[ast.alias(name=module)]) | ast.ImportFrom(module=str(module)) if (
            module.partition(".")[0] not in IMPORTED
        ):
            raise Beyond(f"`{module[:30]}` is not needed here: the script beside imports what it uses.")
        case ast.Import(names=[ast.alias(name=module, asname=given)]) if not given or ALIASES.get(given) == module:
            return Import(module, ())
        case ast.ImportFrom(module=str(module), names=names, level=0) if not any(name.asname for name in names):
            return Import(module, tuple(name.name for name in names))
        case ast.Import() | ast.ImportFrom():
            raise Beyond("Import one module a line, without another name for it: from keras import layers.")
        case ast.Expr(value=ast.Call() as call):
            return Statement((), _value(call))
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            return Statement((name,), _value(value))
        case ast.Assign(targets=[ast.Tuple(elts=elements)], value=value) if all(
            isinstance(element, ast.Name) for element in elements
        ):
            return Statement(tuple(element.id for element in elements if isinstance(element, ast.Name)), _value(value))
    raise Beyond("A line here is either a call, such as model.compile(…), or a name, = and a value.")


def _value(node: ast.expr) -> Value:
    match node:
        case ast.Constant(value=bool() | int() | float() | str() | None as value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return -number
        case ast.Name() | ast.Attribute():
            return _name(node)
        case ast.Subscript(value=ast.Name() | ast.Attribute() as held, slice=ast.Constant(value=int(number))):
            return Name(f"{_name(held).path}[{number}]")
        case ast.List(elts=elements):
            return Many(tuple(map(_value, elements)), True)
        case ast.Tuple(elts=elements):
            return Many(tuple(map(_value, elements)), False)
        case ast.Call(func=ast.Call() as layer, args=[to], keywords=[]) if not isinstance(layer.func, ast.Call):
            return Applied(_value(layer), _value(to))
        case ast.Call(func=called, args=args, keywords=keywords):
            named = [(word.arg, _value(word.value)) for word in keywords if word.arg is not None]
            if len(named) < len(keywords):
                raise Beyond("Write each argument out; ** is not read here.")
            return Call(_name(called), tuple(map(_value, args)), tuple(named))
    raise Beyond("Write values, names and calls only; no other expression is read here.")


def _name(node: ast.expr) -> Name:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        raise Beyond("Here only a name is called, or followed by a dot.")
    return Name(".".join([node.id, *reversed(parts)]))
