"""One canonical link, or a refusal by name."""

from __future__ import annotations

import pytest

from hostkit.codes.links import LONGEST, read_link
from hostkit.core.errors import BadValue, Position
from tests.support.each import for_each

AT = Position("x.yaml", 3, 8, "pre_read.url")


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTPS://WWW.Example.ORG/Path?Q=A#F", "https://www.example.org/Path?Q=A#F"),
        ("http://example.org:80/x", "http://example.org/x"),
        ("https://example.org:443", "https://example.org"),
        ("https://example.org:/x", "https://example.org/x"),
        ("https://example.org:08443/", "https://example.org:8443/"),
        ("https://example.org./x", "https://example.org/x"),
        ("https://example.org?a=1", "https://example.org/?a=1"),
        ("https://example.org#a#b", "https://example.org/#a%23b"),
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("https://example.org/a%c3%a4?q=ä&r=%zz", "https://example.org/a%C3%A4?q=%C3%A4&r=%25zz"),
        ('https://example.org/<a>"{b}|^`', "https://example.org/%3Ca%3E%22%7Bb%7D%7C%5E%60"),
        ("https://example.org/~a/(b)!*;c=1,2@3:4$'[5]", "https://example.org/~a/(b)!*;c=1,2@3:4$'[5]"),
        ("https://1.1.1.1:8000/x", "https://1.1.1.1:8000/x"),
        ("https://[2606:4700:0:0::1]/x", "https://[2606:4700::1]/x"),
        ("http://wiki/Page", "http://wiki/Page"),
        ("example.org/x", "https://example.org/x"),
        ("www.Example.org", "https://www.example.org"),
        ("example.org:8080/x?y", "https://example.org:8080/x?y"),
        ("bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("https://my_site.example.org", "https://my_site.example.org"),
    ],
)
def test_canonical_form(written: str, canonical: str) -> None:
    link = read_link(written, AT)
    assert (link.url, link.at) == (canonical, AT)
    assert read_link(canonical, AT).url == canonical


REFUSED = [
    ("", "the link is empty. Write an address that begins with https://."),
    (
        "javascript:alert(1)",
        'a link cannot begin with "javascript:". Write one that begins with https:// or http://.',
    ),
    (
        "JavaScript://x/%0aalert(1)",
        'a link cannot begin with "JavaScript:". Write one that begins with https:// or http://.',
    ),
    ("data:text/html,x", 'a link cannot begin with "data:". Write one that begins with https:// or http://.'),
    (
        "file:///etc/passwd",
        'a link cannot begin with "file:", which is a file on this computer. '
        "Put it where guests can open it; a link begins with https://.",
    ),
    (
        "mailto:a@example.org",
        'a link cannot begin with "mailto:", which writes a message and opens no page. '
        "An address or a number can stand in a text; a link begins with https://.",
    ),
    ("https//example.org", 'the link does not begin with https://. Write "https://example.org".'),
    ("//example.org/x", 'the link does not begin with https://. Write "https://example.org/x".'),
    ("://example.org", 'the link does not begin with https://. Write "https://example.org".'),
    (
        "sms:123",
        'a link cannot begin with "sms:", which writes a message and opens no page. '
        "An address or a number can stand in a text; a link begins with https://.",
    ),
    ("example", 'the link does not begin with https://. Write "https://example".'),
    ("n.a.", 'the link does not begin with https://. Write "https://n.a.".'),
    ("localhost:8000", 'the link does not begin with https://. Write "https://localhost:8000".'),
    ("https://", "the link names no site. Write https:// and then the site, as in https://example.org."),
    (
        "https:example.org",
        'the link names no site. Write "https://example.org".',
    ),
    (
        "http:/example.org",
        'the link names no site. Write "http://example.org".',
    ),
    ("https:///x", "the link names no site. Write https:// and then the site, as in https://example.org."),
    ("https://:80/x", "the link names no site. Write the site after //, as in https://example.org."),
    (
        "example.org a",
        "the link holds a space. Write the link alone; a space that belongs to it is written %20.",
    ),
    ("example.org\\x", 'the link holds a backslash. Write "example.org/x".'),
    (
        "example.org/\u200bx",
        'the link holds U+200B (zero width space), which nobody can see or type. Write "example.org/x".',
    ),
    ("https://example.org/\x07", "the link holds U+0007, which nobody can see or type. Type the link again."),
    (
        "https://user:pass@example.org",
        "the link holds a name or password before @. Leave out what stands before the site.",
    ),
    (
        "https://google.com@evil.example",
        "the link holds a name or password before @. Leave out what stands before the site.",
    ),
    ("https://example.org:99999", '"99999" is no port. Write a number from 1 to 65535, or leave it out.'),
    ("https://example.org:0", '"0" is no port. Write a number from 1 to 65535, or leave it out.'),
    ("https://example.org:http", '"http" is no port. Write a number from 1 to 65535, or leave it out.'),
    ("https://a..b", '"a..b" is no site. Check it for missing or doubled dots and odd signs.'),
    ("https://-a.org", '"-a.org" is no site. Check it for missing or doubled dots and odd signs.'),
    ("https://a%20b.org", '"a%20b.org" is no site. Check it for missing or doubled dots and odd signs.'),
    ("https://{host}/x", '"{host}" is no site. Check it for missing or doubled dots and odd signs.'),
    ("https://1.2.3.400", '"1.2.3.400" is no site and no IP address. Check its numbers.'),
    ("https://[::1", '"[::1" is no site. Check brackets and colons.'),
    ("https://[zz]/", '"zz" is no site and no IP address. Check its numbers.'),
    (
        "https://straße.de",
        "U+00DF (latin small letter sharp s) in the name of a site is encoded in two ways. "
        'Write the site as a browser shows it when copied, with "xn--".',
    ),
]


@for_each(REFUSED)
def test_refusal(written: str, message: str) -> None:
    with pytest.raises(BadValue) as caught:
        read_link(written, AT)
    assert str(caught.value) == message


def test_length_of_the_canonical_link_is_capped() -> None:
    base = "https://example.org/"
    assert len(read_link(base + "a" * (LONGEST - len(base)), AT).url) == LONGEST
    with pytest.raises(BadValue, match=f"the link has {LONGEST + 1} characters; {LONGEST} is the most"):
        read_link(base + "a" * (LONGEST + 1 - len(base)), AT)


def test_words_are_what_a_person_types() -> None:
    assert read_link("https://www.example.org/x", AT).words == "www.example.org/x"
    assert read_link("http://example.org", AT).words == "http://example.org"


@pytest.mark.parametrize(
    ("link", "site"),
    [
        ("https://www.example.org/x/y?z=1#a", "www.example.org"),
        ("https://example.org", "example.org"),
        ("https://example.org:8080?a=/b", "example.org:8080"),
        ("http://example.org/x", "http://example.org"),
        ("https://[2606:4700::1]:80/x", "[2606:4700::1]:80"),
    ],
)
def test_the_site_ends_where_the_path_begins(link: str, site: str) -> None:
    assert read_link(link, AT).site == site
