"""Recognizes what people type or paste around a link, and what a link carries beside its address.

Nothing here changes a link that has one meaning: a slip is answered with the link to write.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from hostkit.core.wording import character, printable, quoted

PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
_TRAILING = ".,;:'\"”’»“‘…"
"""Signs that end a sentence or a quotation, and are at the end of hardly any link."""

_OPENING = "<([{\"'“„‘‚«*_"
# The patterns are texts, which re compiles at first use: a build without links need not wait for them.
_TWICE = r"(?i)(?:https?:?/{0,2})+(?=https?(?::|/{1,2}))(https?):?/{1,2}"
_LINK = "(?i)https?://"
_AMPERSAND = "(?i)&(?:amp|#38|#x26);"


class LinkSlip(NamedTuple):
    """What is wrong with a typed link, as a code and a sentence, and the links that may be meant, likeliest first."""

    code: str
    what: str
    links: tuple[str, ...]


def slip_in(text: str) -> LinkSlip | None:
    """Return the first slip in a typed link, or None. The links that it names may have further slips."""
    return next(_slips(text), None)


def _slips(text: str) -> Iterator[LinkSlip]:
    parts = text.split()
    urls = [part for part in parts if re.match(_LINK, part.lstrip(_OPENING))]
    if len(urls) > 1:
        yield LinkSlip("link-not-alone", f"{len(urls)} links stand here.", tuple(urls))
    if len(parts) > 1 and urls and urls[0] != parts[0]:
        yield LinkSlip("link-not-alone", "words stand around the link.", (urls[0],))
    if found := re.search(r"\[[^\]]*\]\((\S+)\)", text):
        yield LinkSlip("link-not-alone", "words stand around the link.", (found[1],))
    if len(parts) > 1 and not parts[1][0].isalnum():
        yield LinkSlip("link-not-alone", "words stand behind the link.", (parts[0],))
    if len(parts) > 1:
        # Two words without a slash before them, as in "example.org soon", are not one address.
        joined = ("".join(parts),) if "/" in parts[0] else ()
        meant = ("%20".join(parts), *joined)
        yield LinkSlip("link-bad-character", "the link holds a space.", meant)
    if text[:1] and text[0] in _OPENING:
        inside = trimmed(text.lstrip(_OPENING).rstrip(")]}>*_"))
        yield LinkSlip("link-not-alone", f"the link begins with {quoted(text[0])}.", (inside,))
    if found := re.match(_TWICE, text):
        rest = f"{found[1].lower()}://{text[found.end() :]}"
        yield LinkSlip("link-scheme-twice", f"the link begins with {quoted(found[0])}.", (rest,))
    if found := re.search(_AMPERSAND, text):
        what = f"the link holds {quoted(found[0])}, which is written for & in the source of web pages."
        yield LinkSlip("link-bad-character", what, (re.sub(_AMPERSAND, "&", text),))
    if "\\" in text:
        yield LinkSlip("link-bad-character", "the link holds a backslash.", (text.replace("\\", "/"),))
    if hidden := next((c for c in text if unicodedata.category(c) == "Cf"), None):
        what = f"the link holds {character(hidden)}, which nobody can see or type."
        yield LinkSlip("link-bad-character", what, (text.replace(hidden, ""),))
    alone = trimmed(text)
    if ending := text[len(alone) :]:
        # The full stop or bracket may belong to the path, and is then written with a percent sign.
        kept = "".join(f"%{ord(c):02X}" for c in ending if c in ".)")
        has_path = "/" in alone.partition("://")[2]
        if has_path or ending != ".":
            what = f"the link ends with {quoted(ending)}, as a sentence or a text in brackets does."
            yield LinkSlip("link-not-alone", what, (alone, alone + kept) if kept and has_path else (alone,))


def trimmed(text: str, signs: str = _TRAILING) -> str:
    """Return a link without any of the signs, and without unmatched brackets, at its end."""
    while text:
        last = text[-1]
        if last in signs or (last in PAIRS and text.count(PAIRS[last]) < text.count(last)):
            text = text[:-1]
        else:
            break
    return text


_MAIL = "which writes a message and opens no page. An address or a number can stand in a text"
_OTHER_SCHEMES = {
    **dict.fromkeys(("mailto", "tel", "sms", "smsto", "callto", "facetime"), _MAIL),
    "whatsapp": "https://wa.me/ or https://chat.whatsapp.com/",
    **dict.fromkeys(("tg", "telegram"), "https://t.me/"),
    **dict.fromkeys(("sgnl", "signal"), "https://signal.group/ or https://signal.me/"),
    **dict.fromkeys(("fb-messenger", "fb"), "https://m.me/ or https://www.facebook.com/"),
    "viber": "https://invite.viber.com/",
    "skype": "https://join.skype.com/",
    "msteams": "https://teams.microsoft.com/",
    **dict.fromkeys(("zoommtg", "zoomus"), "https://zoom.us/"),
    "slack": "https://join.slack.com/",
    "discord": "https://discord.gg/",
    "threema": "https://threema.id/",
    "matrix": "https://matrix.to/",
    "line": "https://line.me/",
    "webcal": "https://",
    "file": "which is a file on this computer. Put it where guests can open it",
}
"""What a link of a scheme does, or how the same app begins a link that every phone opens."""


def is_of_app(scheme: str) -> bool:
    """Tell whether a scheme is known to open an app and no web page."""
    return scheme.lower() in _OTHER_SCHEMES


def other_scheme(scheme: str) -> tuple[str, str]:
    """Return a message and a remedy for a link with a scheme that no web page has."""
    known = _OTHER_SCHEMES.get(scheme.lower(), "")
    what = f"a link cannot begin with {quoted(f'{scheme}:')}."
    if known.startswith("https://"):
        remedy = f"Write the link that the app or site shows for sharing; it begins with {known}."
        return f"{what[:-1]}, which only those open who have the app.", remedy
    if known:
        about, _, remedy = known.partition(". ")
        return f"{what[:-1]}, {about}.", f"{remedy}; a link begins with https://."
    return what, "Write one that begins with https:// or http://."


_LOCAL = r"localhost|.+\.(?:localhost|local|lan|home|internal|home\.arpa|fritz\.box)"


def is_local(host: str) -> bool:
    """Tell whether a canonical host, a name or an IP address, is one that nobody outside a network can reach."""
    if re.fullmatch(r"[\d.]+|\[.*\]", host):
        # Imported here because few links contain an IP address.
        import ipaddress

        return not ipaddress.ip_address(host.strip("[]")).is_global
    return re.fullmatch(_LOCAL, host) is not None


_TRACKING = (
    r"utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id"
    r"|igshid|igsh|mc_cid|mc_eid|mkt_tok|_ga|_gl|_hsenc|_hsmi|__hssc|__hstc|__hsfp|vero_id|vero_conv|oly_anon_id"
    r"|oly_enc_id|s_cid|ref_src|ref_url|rb_clickid|wickedid|fb_action_ids|fb_action_types|share_id|mibextid"
)
_TRACKING_OF = {
    r"(?:www\.|m\.|music\.)?(?:youtube\.com|youtu\.be)": "si|feature|pp",
    r"open\.spotify\.com": "si|context|nd|dlsi",
    r"(?:www\.|mobile\.)?(?:twitter|x)\.com": "s|t",
    r"(?:www\.)?tiktok\.com": "_t|_r|is_from_webapp|sender_device",
    r"(?:www\.|smile\.)?amazon\.\w+(?:\.\w+)?": r"ref|ref_|tag|psc|pd_rd_\w+|pf_rd_\w+",
}
"""Names of parts of a query that only tell a site who opens a link, on any site and by site; from the sites' own help
pages and from the links that their apps share."""


def without_tracking(url: str) -> tuple[str, tuple[str, ...]]:
    """Return a canonical URL without the parts that only track who opens it, and the names of these parts."""
    before, hash_, fragment = url.partition("#")
    address, _, query = before.partition("?")
    host = address.partition("://")[2].partition("/")[0]
    patterns = [_TRACKING, *(names for site, names in _TRACKING_OF.items() if re.fullmatch(site, host))]
    parts = query.split("&") if query else []
    tracks = [any(re.fullmatch(each, part.partition("=")[0]) for each in patterns) for part in parts]
    kept = "&".join(part for part, is_tracking in zip(parts, tracks, strict=True) if not is_tracking)
    names = tuple(
        part.partition("=")[0] for part, is_tracking in zip(parts, tracks, strict=True) if is_tracking
    )
    return f"{address}{'?' if kept else ''}{kept}{hash_}{fragment}", tuple(dict.fromkeys(names))


def as_typed(links: list[str]) -> str:
    """Return links as a message shows them whole, in quotation marks, with "or" between."""
    return " or ".join(f'"{printable(link)}"' for link in links)
