"""Reads an address as a link with a canonical URL, which is printed and encoded in QR codes.

It makes no network requests and no name lookups.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from hostkit.codes.link_slips import as_typed, is_local, is_of_app, other_scheme, slip_in, without_tracking
from hostkit.core.errors import NOWHERE, BadValue, Position, Problem
from hostkit.core.wording import character, quoted

LONGEST = 2000
"""The most characters of a link, chosen below the 2,083 of older browsers (RFC 9110, 4.1, recommends 8,000)."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_HOST_AND_PORT = re.compile(r"(?P<host>\[[^\]]*\]|[^:\[\]]*)(?::(?P<port>.*))?")
_PORTS = {"http": 80, "https": 443}
_KEPT = "!#$%&'()*+,-./:;=?@[]_~"
"""Characters that are not percent-encoded in a path, query or fragment (RFC 3986, sections 2.2 and 2.3)."""

_AMBIGUOUS = "ßς\u200c\u200d"
"""Characters for which the two IDNA standards give different host names (UTS 46, section 7)."""


class Link(NamedTuple):
    """A valid http or https address ``url`` and its source position ``at``."""

    url: str
    at: Position

    @property
    def words(self) -> str:
        """The address as a person types it: without ``https://``, but with ``http://`` and ``www.``.

        Letters that the URL encodes stand as they are, if typing them leads to the same URL.
        """
        words = self.url.removeprefix("https://")
        if "%" not in words and "xn--" not in words:
            return words
        return _written(self.url, self.at) or words

    @property
    def site(self) -> str:
        """The beginning of ``words``, up to the path: it tells where the link leads."""
        return re.sub(r"^((?:http://)?[^/?#]*).*", r"\1", self.words)


def tracking(link: Link) -> Problem | None:
    """Return a warning if parts of a link only track who opens it; the remedy is the shorter link."""
    shorter, names = without_tracking(link.url)
    if not names:
        return None
    which = " and ".join(map(quoted, names))
    what = f"the link carries {which}, which only {'tell' if len(names) > 1 else 'tells'} the site who shares it."
    return Problem(
        "link-tracks", link.at, what, f"Write {as_typed([shorter])}.", {"names": names, "shorter": shorter}
    )


def read_link(text: str, at: Position) -> Link:
    """Return the link for an address, with scheme and host in lower case and all of the URL in ASCII.

    An address that begins with the name of a site, as in example.org/x, has https. Raises BadValue for a text that is
    not an http or https address that guests can open, or that browsers would interpret differently. What the user may
    have meant is in the remedy.
    """
    slip = slip_in(text)
    links = list(dict.fromkeys(filter(None, map(_mended, slip.links)))) if slip else []
    if slip and links:
        raise BadValue(slip.code, slip.what, f"Write {as_typed(links)}.", links=links)
    return _read(text, at)


def _mended(text: str) -> str | None:
    """Return the link that a text may mean, without further slips, or None if it is no link."""
    while slip := slip_in(text):
        if len(slip.links[0]) > len(text) or slip.links[0] == text:
            return None
        text = slip.links[0]
    try:
        _read(text, NOWHERE)
    except BadValue:
        return None
    return text


def _read(text: str, at: Position) -> Link:
    if len(text) > LONGEST:
        raise _too_long(text)
    _check_characters(text)
    scheme, rest = _split_scheme(text)
    authority, path = _split_authority(rest)
    if not authority:
        what, meant = "the link names no site.", f"{scheme}://{path.lstrip('/')}"
        if links := _likely(meant):
            raise BadValue("link-bad-site", what, f'Write "{meant}".', links=links)
        raise _bad_site(what, f"Write {scheme}:// and then the site, as in {scheme}://example.org.")
    authority = _authority(authority, scheme)
    url = f"{scheme}://{authority}{_path(path)}"
    if len(url) > LONGEST:
        raise _too_long(url)
    return Link(url, at)


def _too_long(link: str) -> BadValue:
    wrong = f"the link has {len(link)} characters; {LONGEST} is the most."
    return BadValue("link-too-long", wrong, "Use a short link.", characters=len(link), most=LONGEST)


def _bad_site(what: str, remedy: str) -> BadValue:
    return BadValue("link-bad-site", what, remedy)


def _check_characters(text: str) -> None:
    if not text:
        raise BadValue("text-blank", "the link is empty.", "Write an address that begins with https://.")
    for c in text:
        category = unicodedata.category(c)
        if c.isspace():
            raise BadValue(
                "link-bad-character",
                "the link holds a space.",
                "Write the link alone; a space that belongs to it is written %20.",
            )
        if category in ("Cc", "Cf", "Cn", "Co", "Cs") or c == "\ufffd":
            raise BadValue(
                "link-bad-character",
                f"the link holds {character(c)}, which nobody can see or type.",
                "Type the link again.",
            )
    if "\\" in text:
        raise BadValue("link-bad-character", "the link holds a backslash.", "Write / instead.")


def _split_scheme(text: str) -> tuple[str, str]:
    """Return the scheme in lower case and the text after its colon. Raises BadValue for any but http and https."""
    inside = re.search(r"https?://", text, re.IGNORECASE)
    if inside and inside.start() and not _SCHEME.match(text):
        raise BadValue(
            "link-no-scheme",
            f"the link begins with {quoted(text[: inside.start()])}.",
            f"Begin it with {inside[0].lower()}.",
        )
    found = _SCHEME.match(text)
    # "example.org:8080/x" has a port, not a scheme; "sms:123" has a scheme that is known.
    is_port = found and re.match(r"\d+(?:/|$)", text[found.end() :]) and not is_of_app(found[1])
    if not found or "." in found[1] or is_port:
        if re.match(_BARE, text):
            return "https", f"//{text}"
        if text.startswith("@"):
            wrong, remedy = (
                "the link is a name in an app.",
                "Copy its link there, which begins with https://.",
            )
            raise BadValue("link-no-scheme", wrong, remedy)
        rest = re.sub(r"^(?:https?/+|[/:]+)", "", text, flags=re.IGNORECASE)
        meant, wrong = f"https://{rest}", "the link does not begin with https://."
        raise BadValue("link-no-scheme", wrong, f'Write "{meant}".', links=_likely(meant))
    scheme = found[1].lower()
    if scheme not in _PORTS:
        raise BadValue("link-other-scheme", *other_scheme(found[1]))
    return scheme, text[found.end() :]


_BARE = r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}(?::\d+)?(?:[/?#]|$)"
"""An address as people type it, which begins with the name of a site: browsers open it as a link with https://."""


def _likely(link: str) -> list[str]:
    """Return a list of the link if it has no slips and its site has a full stop in its name, else an empty list."""
    return [link] if "." in link.split("/")[2] and _mended(link) == link else []


def _split_authority(rest: str) -> tuple[str, str]:
    """Return the authority (host and port), and the rest from the first slash, question mark or hash."""
    if not rest.startswith("//"):
        return "", rest
    found = re.match(r"[^/?#]*", rest[2:])
    authority = found[0] if found else ""
    return authority, rest[2 + len(authority) :]


def _authority(text: str, scheme: str) -> str:
    """Return host and port in canonical form, without the default port of the scheme. Raises BadValue."""
    if "@" in text:
        raise BadValue(
            "link-password",
            "the link holds a name or password before @.",
            "Leave out what stands before the site.",
        )
    found = _HOST_AND_PORT.fullmatch(text)
    if not found:
        raise _bad_site(f"{quoted(text)} is no site.", "Check brackets and colons.")
    host = _host(found["host"])
    if is_local(host):
        remedy = "Write the address under which the page is on the internet."
        raise BadValue(
            "link-local", f"{quoted(host)} can be opened within one network or computer only.", remedy
        )
    port = found["port"]
    if not port:
        return host
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 1 <= int(port) <= 65535:
        raise _bad_site(f"{quoted(port)} is no port.", "Write a number from 1 to 65535, or leave it out.")
    return host if int(port) == _PORTS[scheme] else f"{host}:{int(port)}"


def _host(text: str) -> str:
    if not text:
        raise _bad_site("the link names no site.", "Write the site after //, as in https://example.org.")
    if text.startswith("["):
        return _ip_address(text[1:-1], 6)
    host = _ascii_host(text).removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        remedy = "Check it for missing or doubled dots and odd signs."
        raise _bad_site(f"{quoted(text)} is no site.", remedy)
    return _ip_address(host, 4) if labels[-1].isdigit() else host


def _ascii_host(text: str) -> str:
    if text.isascii():
        return text.lower()
    doubtful = next((c for c in text.lower() if c in _AMBIGUOUS), None)
    if doubtful:
        raise BadValue(
            "link-bad-character",
            f"{character(doubtful)} in the name of a site is encoded in two ways.",
            'Write the site as a browser shows it when copied, with "xn--".',
        )
    try:
        return text.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise _bad_site(f"{quoted(text)} is no site.", "Check its letters.") from None


def _ip_address(text: str, version: int) -> str:
    # Imported here because few links contain an IP address.
    import ipaddress

    try:
        if version == 6:
            return f"[{ipaddress.IPv6Address(text).compressed}]"
        return str(ipaddress.IPv4Address(text))
    except ValueError:
        raise _bad_site(f"{quoted(text)} is no site and no IP address.", "Check its numbers.") from None


def _path(text: str) -> str:
    """Return path, query and fragment in ASCII, with other characters percent-encoded in upper-case hexadecimal."""
    # Imported here because it takes a few milliseconds, and many runs read no link.
    from urllib.parse import quote

    if text and not text.startswith("/"):
        text = f"/{text}"
    text = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    text = re.sub(r"%[0-9A-Fa-f]{2}", lambda escape: escape[0].upper(), text)
    before, hash_, fragment = text.partition("#")
    return quote(before, safe=_KEPT) + hash_ + quote(fragment.replace("#", "%23"), safe=_KEPT)


_LAST_LETTER = "\u0523"
"""The last letter that is written as it is: those of the Latin, Greek and Cyrillic alphabets, which the fonts have."""


def _written(url: str, at: Position) -> str | None:
    """Return a URL with its letters as people write them, without ``https://``, or None if it would lead elsewhere."""
    scheme, rest = url.split("://", 1)
    authority, path = _split_authority(f"//{rest}")
    host = re.sub(r"xn--[a-z0-9-]+", _label_of, authority)
    written = f"{scheme}://{host}{re.sub('(?:%[89A-F][0-9A-F])+', _letters_of, path)}"
    if unicodedata.normalize("NFC", written) != written or _read(written, at).url != url:
        return None
    return written.removeprefix("https://")


def _label_of(found: re.Match[str]) -> str:
    try:
        label = found[0].encode("ascii").decode("idna")
    except UnicodeError:
        return found[0]
    return label if _are_letters(label) and not set(label) & set(_AMBIGUOUS) else found[0]


def _letters_of(found: re.Match[str]) -> str:
    try:
        letters = bytes.fromhex(found[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return found[0]
    return letters if _are_letters(letters) else found[0]


def _are_letters(text: str) -> bool:
    return all(c.isascii() or (c.isalpha() and c <= _LAST_LETTER) for c in text)
