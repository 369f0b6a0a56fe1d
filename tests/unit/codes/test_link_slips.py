"""What people paste around a link is answered with the link to write, which is one; tails that track are named."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostkit.codes.link_slips import without_tracking
from hostkit.codes.links import Link, read_link, tracking
from hostkit.core.errors import NOWHERE, BadValue
from hostkit.typesetting.fonts import face_for

PLAIN = "https://example.org/x"
ENDS = "as a sentence or a text in brackets does"
LOCAL = "Write the address under which the page is on the internet."

SLIPS = {
    "https://https://example.org/x": ('the link begins with "https://https://".', [PLAIN]),
    "http://https//example.org/x": ('the link begins with "http://https//".', [PLAIN]),
    "https:https://example.org/x": ('the link begins with "https:https://".', [PLAIN]),
    "HTTPS://HTTP://example.org/x": ('the link begins with "HTTPS://HTTP://".', ["http://example.org/x"]),
    "https://example.org/my nap": (
        "the link holds a space.",
        ["https://example.org/my%20nap", "https://example.org/mynap"],
    ),
    "https://example.org/my\u00a0nap": (
        "the link holds a space.",
        ["https://example.org/my%20nap", "https://example.org/mynap"],
    ),
    "https:// example.org/x": ("the link holds a space.", [PLAIN]),
    "https://exam ple.org/x": ("the link holds a space.", [PLAIN]),
    "Our page: https://example.org/x": ("words stand around the link.", [PLAIN]),
    "[our page](https://example.org/x)": ("words stand around the link.", [PLAIN]),
    "https://example.org/x (our page)": ("words stand behind the link.", [PLAIN]),
    "https://example.org/x https://example.org/y": (
        "2 links stand here.",
        [PLAIN, "https://example.org/y"],
    ),
    "https://example.org/?a=1&amp;b=2": (
        'the link holds "&amp;", which is written for & in the source of web pages.',
        ["https://example.org/?a=1&b=2"],
    ),
    "https://example.org\\x": ("the link holds a backslash.", [PLAIN]),
    "https://example.org/\u200bx": (
        "the link holds U+200B (zero width space), which nobody can see or type.",
        [PLAIN],
    ),
    "<https://example.org/x>": ('the link begins with "<".', [PLAIN]),
    "“https://example.org/x”": ('the link begins with "“".', [PLAIN]),
    "**https://example.org/x**": ('the link begins with "*".', [PLAIN]),
    "https://example.org/x.": (f'the link ends with ".", {ENDS}.', [PLAIN, f"{PLAIN}%2E"]),
    "https://example.org/x).": (f'the link ends with ").", {ENDS}.', [PLAIN, f"{PLAIN}%29%2E"]),
    "https://example.org/x,": (f'the link ends with ",", {ENDS}.', [PLAIN]),
    "https://example.org)": (f'the link ends with ")", {ENDS}.', ["https://example.org"]),
    "(https://https://example.org/x).": ('the link begins with "(".', [PLAIN]),
}


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_is_answered_with_the_link(text: str) -> None:
    what, links = SLIPS[text]
    with pytest.raises(BadValue) as caught:
        read_link(text, NOWHERE)
    assert caught.value.what == what
    assert caught.value.remedy == "Write {}.".format(" or ".join(f'"{link}"' for link in links))
    for link in links:
        read_link(link, NOWHERE)


@pytest.mark.parametrize(
    "text",
    [
        "https://en.wikipedia.org/wiki/Trust_(social_science)",
        "https://example.org.",
        "https://youtu.be/abc_",
        "https://example.org/why?",
        "https://web.archive.org/web/2020/https://example.org",
        "https://example.org/?next=https://example.org/x",
        "https://wa.me/491711234567",
        "https://https.example/x",
    ],
)
def test_what_only_looks_like_a_slip_is_a_link(text: str) -> None:
    assert read_link(text, NOWHERE).url == text.removesuffix(".")


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8000", "me.localhost", "printer.local", "box.lan", "wiki.internal", "192.168.1.4",
     "10.0.0.1", "127.0.0.1:8000", "172.16.0.1", "169.254.1.1", "100.64.0.1", "0.0.0.0", "[::1]", "[fe80::1]",
     "[fd00::1]"],
)  # fmt: skip
def test_a_link_into_ones_own_network_is_refused(host: str) -> None:
    with pytest.raises(BadValue) as caught:
        read_link(f"http://{host}/x", NOWHERE)
    assert (caught.value.code, caught.value.remedy) == ("link-local", LOCAL)


@pytest.mark.parametrize("scheme", ["mailto", "tel", "sms", "whatsapp", "tg", "sgnl", "fb-messenger", "viber", "skype",
                                    "msteams", "zoommtg", "slack", "discord", "threema", "file"])  # fmt: skip
def test_links_that_are_no_pages_are_refused_by_name(scheme: str) -> None:
    with pytest.raises(BadValue) as caught:
        read_link(f"{scheme}:a@example.org", NOWHERE)
    assert caught.value.what.startswith(f'a link cannot begin with "{scheme}:", which ')
    for link in re.findall(r"https://\S+(?<![.;])", caught.value.remedy.replace("begins with https://.", "")):
        read_link(link, NOWHERE)


@given(
    st.text(st.sampled_from(list("hps:/. x&amp;()<>\\“\u200bü%2E[]")), max_size=24).map(
        lambda t: f"https://a.org{t}"
    )
)
def test_every_link_that_a_message_names_is_one(text: str) -> None:
    try:
        read_link(text, NOWHERE)
        links: object = []
    except BadValue as error:
        links = error.values.get("links", [])
    assert isinstance(links, list)
    for link in links:
        read_link(link, NOWHERE)


@pytest.mark.parametrize(
    ("url", "shorter", "names"),
    [
        ("https://example.org/?utm_id=a&id=3&fbclid=9#top", "https://example.org/?id=3#top", ("utm_id", "fbclid")),
        ("https://youtu.be/abc?si=x", "https://youtu.be/abc", ("si",)),
        ("https://www.youtube.com/watch?v=abc&si=x", "https://www.youtube.com/watch?v=abc", ("si",)),
        ("https://www.instagram.com/p/x/?igshid=a", "https://www.instagram.com/p/x/", ("igshid",)),
        ("https://example.org/?si=1&s=2", "https://example.org/?si=1&s=2", ()),
        ("https://example.org/?", "https://example.org/", ()),
        ("https://example.org/#?utm_source=a", "https://example.org/#?utm_source=a", ()),
    ],
)  # fmt: skip
def test_tails_that_only_track(url: str, shorter: str, names: tuple[str, ...]) -> None:
    assert without_tracking(url) == (shorter, names)
    warning = tracking(Link(url, NOWHERE))
    if names:
        assert warning is not None
        assert shorter in warning.remedy
    else:
        assert warning is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("https://bücher.example/straße?q=ä#ö", "bücher.example/straße?q=ä#ö"),
        ("http://москва.example/путь", "http://москва.example/путь"),
        ("https://xn--bcher-kva.example/a%2Fb%20c%C3%A9", "bücher.example/a%2Fb%20cé"),
        ("https://example.org/%E4%BD%A0", "example.org/%E4%BD%A0"),
        ("https://example.org/a%CC%88", "example.org/a%CC%88"),
        ("https://example.org/%FF%C3", "example.org/%FF%C3"),
        ("https://xn--99999999.example/", "xn--99999999.example/"),
        ("https://xn--strae-oqa.example/", "xn--strae-oqa.example/"),
    ],
)
def test_words_stand_as_people_write_them_and_lead_to_the_same_page(typed: str, words: str) -> None:
    link = read_link(typed, NOWHERE)
    assert link.url.isascii()
    assert link.words == words
    scheme = "" if words.startswith("http") else "https://"
    assert read_link(f"{scheme}{words}", NOWHERE).url == link.url


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7FF), max_size=12))
def test_words_of_any_path_lead_to_the_same_page_in_letters_that_the_fonts_have(path: str) -> None:
    try:
        link = read_link(f"https://example.org/{path}", NOWHERE)
    except BadValue:
        return
    assert read_link(f"https://{link.words}", NOWHERE).url == link.url
    assert all(face_for("text", c) for c in link.words)
