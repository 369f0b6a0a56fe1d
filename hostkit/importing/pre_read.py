"""Finds the text to read before the evening: its title, author, publisher and link, and the reason to read it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from hostkit.importing.draft import GIVEN, DraftPreRead, Sign, Text, TextPiece, joined, text_of
from hostkit.importing.fitting import sentences
from hostkit.importing.marked_text import Found, find_link, link_words, without
from hostkit.importing.paragraph import CELL, SourceParagraph, fold, has_words, plain, tidy, words_of
from hostkit.importing.words import ImportWords, Key, key_of

QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{2,160})[”“»\"]")
EDGES = " \t.,;:–—-|·()[]"

_LABEL = re.compile(r"\s?:(?=\s|$)")


def labeled(
    body: Sequence[SourceParagraph], words: ImportWords, names: Sequence[str]
) -> tuple[dict[str, Text], list[SourceParagraph], list[Sign]]:
    """Return the labeled fields among ``names`` ("Publisher: ..."), the other paragraphs, and the signs."""
    fields: dict[str, Text] = {}
    rest: list[SourceParagraph] = []
    signs: list[Sign] = []
    for paragraph in body:
        if has_words(paragraph.marker):
            signs.append(Sign(paragraph.marker, paragraph.line))
        cut = _LABEL.search(paragraph.text, 1, 30)
        meant = words.label(key_of(paragraph.text[: cut.start()])) if cut else ()
        name = next((n for n in names if n in meant), "")
        if cut and name and name not in fields and has_words(value := paragraph.text[cut.end() :]):
            fields[name] = Text((TextPiece(tidy(value), paragraph.line),))
            signs.append(Sign(f"{plain(paragraph.text[: cut.start()])}:", paragraph.line))
        else:
            rest.append(paragraph)
    return fields, rest, signs


def address(text: Text | None) -> TextPiece | None:
    """Return the first link in a text, or None."""
    found = find_link(text.plain) if text else None
    return TextPiece(found.url, text.line) if text and found else None


def main_link(text: str) -> Found | None:
    """Return the main link of a paragraph: a link with words of its own, or else the first link, or None."""
    named = link_words(text)
    return named[1] if named else find_link(text)


def left_of(paragraph: SourceParagraph, found: Found | None) -> TextPiece:
    """Return a paragraph's text without its link, or unchanged if the sentence needs the link."""
    bare = without(paragraph.text, found) if found else None
    return TextPiece(tidy(bare if bare is not None else paragraph.text), paragraph.line)


def is_name(text: str, most: int, words: ImportWords | None = None) -> bool:
    """Tell whether a text may be a name.

    A name has at most ``most`` words, one of them with a capital or digit, is not several sentences and, with
    ``words``, does not begin with a common word such as "it".
    """
    bare = plain(text).strip(EDGES)
    parts = bare.split()
    if not 0 < len(parts) <= most or re.search(r"[.!?]\s", bare):
        return False
    first = key_of(parts[0])
    if words and first and first[0] in words.common and first[0] not in words.fill:
        return False
    return any(part[:1].isupper() or part[:1].isdigit() for part in parts)


def longest_first(keys: Collection[Key]) -> list[Key]:
    """Return keys sorted by number of words, the longest first, and then alphabetically."""
    return sorted(keys, key=lambda key: (-len(key), key))


_TITLE_WORDS, _PUBLISHER_WORDS = 16, 7
"""The most words of a title and of a publisher's name; more are a sentence."""

_CUT = re.compile(rf"\s*(?:{CELL}|[,;|·–—\n]|\s-\s|\.(?=\s|$))\s*")
_AFTER = " \t.,;:–—-|·)]\ue001\ue003\ue004"
_ENDS_IN_BRACKETS = re.compile(r"([^()]{2,160}?)\s*\(([^()]{2,60})\)[.\s]*")


class _PreReadFields:
    """Collects the fields of a pre-read from its paragraphs.

    ``fields`` maps names to texts; ``rest`` holds the unlabeled paragraphs; ``whys`` the reasons to read it; ``more``
    the paragraphs about another text.
    """

    def __init__(self, body: Sequence[SourceParagraph], words: ImportWords, topic: Key) -> None:
        self.fields, self.rest, self.signs = labeled(
            body, words, ("title", "author", "publisher", "url", "why")
        )
        self.url = address(self.fields.pop("url", None))
        self.whys: list[Text | None] = [self.fields.pop("why", None)]
        self.more: list[SourceParagraph] = []
        self._words = words
        self._topic = frozenset(topic)

    def take(self, paragraph: SourceParagraph, before: bool) -> None:
        """Add a paragraph; with ``before``, it comes before the title and is a reason to read the text."""
        found = main_link(paragraph.text)
        if found and self.url:
            self.more.append(paragraph)
            return
        if found:
            self.url = TextPiece(found.url, paragraph.line)
        left = left_of(paragraph, found)
        if before:
            self.whys.append(text_of(left))
        elif "title" not in self.fields:
            self.whys += [self._apart(paragraph, left, found)] if has_words(left.text) else []
        elif self.more and not found:
            self.more.append(paragraph)
        else:
            named = "publisher" not in self.fields and not paragraph.footnote
            may_be = found or (named and is_name(left.text, _PUBLISHER_WORDS, self._words))
            self.whys.append(self._publisher(left) if may_be else text_of(left))

    def _apart(self, paragraph: SourceParagraph, left: TextPiece, found: Found | None) -> Text | None:
        """Find the title, author and publisher in a paragraph, and return the rest of its text or None."""
        text = left.text
        if (
            found
            and paragraph.text[found.start : found.end] in text
            and not has_words(paragraph.text[found.end :])
        ):
            # A title directly followed by its link.
            text = paragraph.text[: found.start].rstrip()
            left = TextPiece(tidy(text), left.line)
        named, quoted = link_words(paragraph.text), QUOTED.search(text)
        if named and not QUOTED.search(named[0]):
            title = named[0]
            text = tidy(paragraph.text.replace(f" ({found.url})", "") if found else paragraph.text)
            start = text.find(title)
            before, after = text[:start], text[start + len(title) :]
        elif quoted:
            title, before, after = quoted[1], text[: quoted.start()], text[quoted.end() :]
        elif found and self._leads(paragraph, found):
            return Text((left,))
        else:
            at = self._title_end(text)
            title, before, after = text[:at], "", text[at:]
        self.fields["title"] = Text((TextPiece(tidy(title), left.line),))
        rest = TextPiece(tidy(after.lstrip(_AFTER)), left.line)
        if not has_words(before):
            return self._publisher(rest) if has_words(rest.text) else None
        if self._is_label(before) and is_name(rest.text, _PUBLISHER_WORDS, self._words):
            return joined(Text((TextPiece(tidy(before), left.line),)), self._publisher(rest))
        return Text((TextPiece(tidy(plain(text) if named else text), left.line),))

    def _title_end(self, text: str) -> int:
        """Return the offset at which an unmarked title ends: at closing brackets, or at the first punctuation mark."""
        bracket = _ENDS_IN_BRACKETS.fullmatch(text)
        if self._names_topic(text) and len(words_of(text)) <= _TITLE_WORDS:
            return len(text)
        if (
            bracket
            and len(words_of(bracket[1])) <= _TITLE_WORDS
            and is_name(bracket[2], _PUBLISHER_WORDS, self._words)
        ):
            return bracket.end(1)
        cut = _CUT.search(text)
        at = cut.start() if cut else len(text)
        return at if has_words(text[:at]) and len(words_of(text[:at])) <= _TITLE_WORDS else len(text)

    def _names_topic(self, text: str) -> bool:
        """Tell whether the text ends in brackets with the topic: "Questions (home)" for an evening on home."""
        bracket = _ENDS_IN_BRACKETS.fullmatch(text)
        key = key_of(bracket[2]) if bracket else ()
        return bool(key) and self._topic.issuperset(key)

    def _leads(self, paragraph: SourceParagraph, found: Found) -> bool:
        """Tell whether a sentence only introduces its link: "If you have time, read this before: ..."."""
        before = paragraph.text[: paragraph.text.find(found.url.split("://", 1)[1])]
        before = re.sub(r"https?://$", "", before).rstrip()
        key = key_of(before)
        return before.endswith(":") and len(key) > 1 and self._words.hinted("pre_read", key)

    def _is_label(self, text: str) -> bool:
        key = key_of(text)
        return (
            bool(self._words.title(key)) or bool(self._words.label(key)) or self._words.has("published", key)
        )

    def _publisher(self, rest: TextPiece) -> Text | None:
        """Find the publisher and author at the start of a text, and return the rest of it or None."""
        if not has_words(rest.text):
            return None
        if self._names_topic(rest.text):
            return Text((rest,))
        first = sentences(rest.text)[0]
        if first.find("(") > 0:
            first = first[: first.find("(")]
        behind = rest.text[len(first) :].strip()
        bracket = re.fullmatch(r"\(([^()]*)\)\.?", plain(first))
        written = fold((bracket[1] if bracket else first).strip(EDGES + "\ue001\ue003"))
        names = [part.strip(EDGES) for part in _CUT.split(written) if has_words(part)]
        if not names or "publisher" in self.fields or not self._are_names(names, written):
            return Text((TextPiece(tidy(rest.text), rest.line),))
        if self._words.begins("by", key_of(names[0])) and not self._words.begins(
            "published", key_of(names[0])
        ):
            by, _, author = names.pop(0).partition(" ")
            self.signs.append(Sign(by, rest.line))
            self.fields["author"] = Text((TextPiece(tidy(author), rest.line),))
            if not names and behind.startswith("("):
                return self._publisher(TextPiece(behind, rest.line))
        if names:
            self.fields["publisher"] = Text((TextPiece(self._bare(", ".join(names), rest.line), rest.line),))
        return Text((TextPiece(tidy(behind), rest.line),)) if has_words(behind) else None

    def _are_names(self, names: Sequence[str], written: str) -> bool:
        short = len(words_of(written)) <= _PUBLISHER_WORDS + 2 and not re.search(r"[.!?]\s", written)
        return short and is_name(names[0], _PUBLISHER_WORDS, self._words)

    def _bare(self, name: str, line: int) -> str:
        """Return a publisher's name without a leading "published in", which becomes a sign."""
        known = longest_first(self._words.lists["published"])
        before = next((key for key in known if key_of(name)[: len(key)] == key), ())
        prefix = re.match(rf"(?:\W*\w+){{{len(before)}}}\W*", name) if before else None
        if prefix and has_words(name[prefix.end() :]):
            self.signs.append(Sign(plain(prefix[0]), line))
            name = name[prefix.end() :]
        return tidy(name)


def pre_read(
    body: Sequence[SourceParagraph], words: ImportWords, topic: Key = ()
) -> tuple[DraftPreRead, list[SourceParagraph]]:
    """Return the text to read before the evening, and the paragraphs that are about another text.

    ``topic`` is the topic of the guide, which is not taken as a publisher when it is in brackets.
    """
    found = _PreReadFields(body, words, topic)
    first = 0 if "title" in found.fields else _first(found.rest)
    for n, paragraph in enumerate(found.rest):
        found.take(paragraph, n < first)
    fields, url = found.fields, found.url
    if url and "title" not in fields:
        # A guide needs a title, and the address at least hints at one.
        fields["title"] = Text((TextPiece(url.text.split("://", 1)[1], GIVEN),))
    required = any(words.has("required", key_of(p.plain)) for p in body)
    denied = any(words.has("not", key_of(p.plain)) for p in body)
    made = DraftPreRead(
        fields.get("title"), fields.get("publisher"), fields.get("author"), url, joined(*found.whys),
        required and not denied, tuple(found.signs),
    )  # fmt: skip
    return made, found.more


def _first(body: Sequence[SourceParagraph]) -> int:
    """Return the index of the paragraph with the title: the one with the link, or the first of the lines above it."""
    linked = next((n for n, p in enumerate(body) if main_link(p.text)), 0)
    if linked and body[linked].apart:
        left = left_of(body[linked], main_link(body[linked].text))
        return linked if has_words(left.text) else linked - 1
    while linked and not body[linked].apart:
        linked -= 1
    return linked
