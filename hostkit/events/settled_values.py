"""Finds the one meaning of a value that was typed in some way, and writes it in the form that hostkit writes itself.

Values without a meaning, or with several, are left to the user.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from hostkit.core.errors import NOWHERE, BadValue
from hostkit.events.event import FIELDS, Kind
from hostkit.events.read_values import TEXTS, in_curly_quotes, one_line, parse_value
from hostkit.events.typed_words import with_plain_dashes
from hostkit.stocks.stock import AUTO, stock_names

_HIDDEN = re.compile("[\u200b\u2060\ufeff]")
"""Characters without width and without a meaning in a text: zero width space, word joiner, byte order mark."""


def settled_text(name: str, text: str, order: str | None = None) -> str | None:
    """Return the text to write for a typed value of the field ``name``, or None if it has no meaning, or several.

    ``order`` is the order of day and month in dates such as 12/04/26, or None. A text that needs no change is returned
    unchanged.
    """
    field = FIELDS[name]
    typed = one_line(field, _HIDDEN.sub("", text))
    if field.kind in TEXTS:
        return typed
    for each in dict.fromkeys((typed, _plain(typed))):
        try:
            value = parse_value(name, each, NOWHERE, order)
        except BadValue as error:
            links = error.values.get("links")
            if isinstance(links, list) and len(links) == 1:
                return str(links[0])
        else:
            write = _WRITTEN.get(field.kind)
            return write(value, each) if write else str(value)
    return None


def _plain(text: str) -> str:
    """Return a text without quotation marks around it and without invisible characters, and with plain hyphens."""
    seen = "".join(c for c in text if unicodedata.category(c) != "Cf")
    bare = in_curly_quotes(seen) or re.sub(r"""^(["'])(.*)\1$""", r"\2", seen)
    return with_plain_dashes(bare)


def _clock(value: object, text: str) -> str:
    return "{:02}:{:02}".format(*divmod(int(str(value)), 60))


def _zone(value: object, text: str) -> str:
    """Return the place of a time zone; an abbreviation stays, because the date decides which place it means."""
    return str(value) if "/" in str(value) else text


_WRITTEN: dict[Kind, Callable[[object, str], str]] = {
    "time": _clock,
    "time_zone": _zone,
    "link": lambda value, text: text if "://" in text else f"https://{text}",
    "sheets": lambda value, text: text,
    "logo": lambda value, text: text,
    "stock": lambda value, text: str(value) if value == AUTO or value in stock_names() else text,
    "yes_no": lambda value, text: "yes" if value else "no",
}
"""How the value of a kind is written, from the value and the text that it was read from; others as a text."""
