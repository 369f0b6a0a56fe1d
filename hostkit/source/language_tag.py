"""The shape of a language tag (BCP 47). In: what somebody wrote. Out: the tag in its usual case, or BadValue.

Knows nothing of which languages there are words for.
"""

from __future__ import annotations

import re

from hostkit.ground.errors import BadValue, Position
from hostkit.ground.wording import quoted

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<extended>(?:-[a-z]{3}){0,3})(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<rest>(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)",
    re.IGNORECASE,
)
"""RFC 5646, section 2.1: the productions for langtag, without registered oddities."""


def language_tag(text: str, at: Position) -> str:
    """Return the tag as RFC 5646 (section 2.1.1) writes it: ``en``, ``pt-BR``, ``sr-Latn``.

    Raises:
        BadValue: the text has not the shape of a tag.

    """
    found = _TAG.fullmatch(text)
    if not found:
        raise BadValue(f"{quoted(text)} is no language tag.", "Write one such as en, es or pt-BR.")
    script, region = found["script"], found["region"]
    parts = [found["language"].lower() + found["extended"].lower()]
    parts += [script.title()] if script else []
    parts += [region.upper()] if region else []
    return "-".join(parts) + (found["variants"] + found["rest"]).lower()
