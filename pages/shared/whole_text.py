"""Text as a browser sends it, made fit to be read and shown."""


def whole(text: object) -> str:
    """The text without halves of characters.

    A browser counts an emoji as two, and a text that is cut between them holds half a one: JSON can say that, but no
    file, no page and no reader of text takes it. In its place stands the sign for what cannot be read, U+FFFD.
    """
    return str(text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
