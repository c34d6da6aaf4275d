"""What the names in a learner's code stand for: imports checked and put aside, constants put in their place."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from engine.practice.judging import Kind, Wrong, beyond
from engine.practice.reading import read
from engine.practice.signatures import HOMES, MODULES, OTHERS, inside, known_as
from engine.practice.values import Applied, Call, Import, Many, Name, Statement, Value, parts

Names = Mapping[str, Value]
KEPT = ("model", "x_train", "y_train", "x_test", "y_test", "keras", "tf", "tensorflow", "np", "reuters", "vectorise")
SCRIPT = (*KEPT, "history", "print", *MODULES)
KEPT_VALUES = (
    "EarlyStopping",
    *HOMES["keras.layers"],
    *HOMES["keras.optimizers"],
    *HOMES["keras.losses"],
    *HOMES["keras.initializers"],
)
IMPORTED = {"keras": MODULES, "tensorflow": ("keras",), "keras.datasets": ("reuters",), "numpy": ()}
MOST_VALUES = 200  # in a constant: constants made of constants could grow without bound


def understand(text: str, known: Names) -> tuple[list[Statement], dict[str, Value]]:
    """The statements of a text with constants in place of their names, and all constants there are now.

    known: constants of the steps before. A constant is a number, a text, a list of them, one of Keras' objects, or a
    layer applied to such.
    Raises: NotUnderstood, as `read`; Wrong for an import that fails, and for a name that stands for nothing.
    """
    names, statements, made = dict(known), [], set(SCRIPT)
    for line in read(text):
        if isinstance(line, Import):
            _check_import(line)
            continue
        for statement in _one_by_one(line):
            value = _replaced(statement.value, names)
            if _count(value) > MOST_VALUES:
                raise beyond("This is more than the step needs: fewer names made of other names.")
            _check_names(value, made)
            if taken := next((target for target in statement.targets if known_as(Name(target))), ""):
                raise Wrong(Kind.UNCLEAR, f"`{taken}` has a meaning already; give the value another name.")
            match statement.targets:
                case (target,) if target not in KEPT and _is_constant(value):
                    names[target] = value
                case () if _only_prints(value):
                    pass
                case _:
                    statements.append(Statement(statement.targets, value))
            made |= set(statement.targets)
    return statements, names


def _one_by_one(line: Statement) -> list[Statement]:
    """`a, b = f(x), g(y)` as two statements."""
    if len(line.targets) > 1 and isinstance(line.value, Many) and len(line.value.items) == len(line.targets):
        return [Statement((target,), value) for target, value in zip(line.targets, line.value.items, strict=True)]
    return [line]


def _replaced(value: Value, names: Names) -> Value:
    match value:
        case Name(path=path):
            return names.get(path, value)
        case Many(items=items, is_list=is_list):
            return Many(tuple(_replaced(item, names) for item in items), is_list)
        case Call(name=name, args=(to,), keywords=()) if name.path in names:
            return Applied(names[name.path], _replaced(to, names))
        case Call(name=name, args=args, keywords=keywords):
            named = tuple((word, _replaced(given, names)) for word, given in keywords)
            return Call(name, tuple(_replaced(given, names) for given in args), named)
        case Applied(layer=layer, to=to):
            return Applied(_replaced(layer, names), _replaced(to, names))
    return value


def _count(value: Value) -> int:
    """How many values it holds, itself among them."""
    return 1 + sum(map(_count, parts(value)))


def _is_constant(value: Value) -> bool:
    match value:
        case Name():
            return False
        case Many() | Applied():
            return all(map(_is_constant, parts(value)))
        case Call(name=name):
            return known_as(name) in KEPT_VALUES
    return True


def _only_prints(value: Value) -> bool:
    """`print` of values that are there already: it changes nothing."""
    return (
        isinstance(value, Call)
        and value.name.path == "print"
        and not any(isinstance(given, Call) for given in parts(value))
    )


def _check_import(line: Import) -> None:
    """An import of what Keras has does no harm: the script has it already."""
    module = inside(line.module) if line.module != "numpy" else "numpy"
    if module not in (*HOMES, *OTHERS, *IMPORTED):
        raise beyond(f"`{line.module[:40]}` is not needed here: the script beside imports what it uses.")
    for name in line.names:
        if name in (*HOMES.get(module, ()), *OTHERS.get(module, ()), *IMPORTED.get(module, ())):
            continue
        if module in HOMES:
            raise unknown(Name(f"{module}.{name}"))
        raise beyond(f"`{name[:40]}` is not needed here: the script beside imports what it uses.")


def _check_names(value: Value, made: set[str]) -> None:
    """Refuses a value that uses a name which stands for nothing: Python stops with a NameError."""
    for name in _values_named(value):
        if name.root not in made and not known_as(name):
            raise Wrong(
                Kind.RAISES,
                f"`{name.root}` has not been defined: Python stops with a NameError. One of "
                'Keras\' names, such as "adam", needs quotation marks.',
            )


def _values_named(value: Value) -> Iterator[Name]:
    """The names that stand as values, not as what is called."""
    if isinstance(value, Name):
        yield value
    for inner in parts(value):
        yield from _values_named(inner)


def unknown(name: Name) -> Wrong:
    """What to say of a name that the exercise does not use: what would come of it, where that is certain."""
    if name.path == "print":
        return beyond("Only what has a name already is printed here.")
    home, _, last = name.path.rpartition(".")
    ours = [each for names in HOMES.values() for each in names] + ["vectorise"]
    theirs = OTHERS.get(inside(home), ()) if home else [each for names in OTHERS.values() for each in names]
    if last in (*theirs, "get", "serialize", "deserialize"):
        return beyond(f"Keras has `{last}`, but this exercise does not use it.")
    if home == "tf.nn" or (home and inside(home) not in HOMES and home.partition(".")[0] in SCRIPT):
        return beyond(f"`{name.path}` is not used in this exercise.")
    near = get_close_matches(last, ours, n=1, cutoff=0.6)
    meant = f" Did you mean `{near[0]}`?" if near else ""
    stops = "an AttributeError or an ImportError" if home in SCRIPT or inside(home) in HOMES else "a NameError"
    return Wrong(Kind.RAISES, f"There is no `{name.path}`: Python stops with {stops}.{meant}")
