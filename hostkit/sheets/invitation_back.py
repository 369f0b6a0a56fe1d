"""Composes the back of an invitation: what to expect, for whom it is, and what to read with its code."""

from __future__ import annotations

from typing import NamedTuple

from hostkit.codes.links import Link
from hostkit.core.values import mm
from hostkit.sheets import style
from hostkit.sheets.composer import DetailComposer
from hostkit.sheets.invitation_files import about_pre_read, expectations, host_note
from hostkit.sheets.parts.code_blocks import CARD_SIDE, LinkWords, link_words, make_code, pre_read_label
from hostkit.sheets.parts.head import blank_line, voice, writing_lines
from hostkit.sheets.parts.words_and_code import MOST_BESIDE
from hostkit.sheets.refusal import LongText, longest_too_tall
from hostkit.typesetting.display_list import Item, Role
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Block, Drawn, Stack, StackItem, TextBlock, stack

NAME_WIDTH, BESIDE_NAME = mm(40), mm(8)
"""The line for the guest's name, and the gap at its left. Chosen by eye: a first name in large handwriting."""

BESIDE_CODE = mm(6)
"""The gap between a code and its words, chosen by eye."""

ABOVE_NEEDS, BELOW_HEADING = 8.0, 2.0
"""Gaps in points, chosen by eye."""


class BackFit(NamedTuple):
    """How a back is set, with lengths in points.

    ``voices`` is the size and leading of what to expect, ``leading`` that of texts at 12 pt, and ``gap`` the least gap
    between the upper and the lower half.
    """

    margin: float
    voices: tuple[float, float]
    leading: float
    gap: float


FITS = (
    BackFit(mm(12), (16, 22), 16, 20),
    BackFit(mm(12), (14, 19), 16, 14),
    BackFit(mm(12), (14, 18), 15, 12),
    BackFit(mm(10), (14, 18), 14, 10),
    BackFit(mm(10), (12, 15), 14, 10),
    BackFit(mm(8), (12, 14), 14, 8),
)
"""The fits in the order in which they are tried. Sizes are those of the type scale, margins and gaps chosen by eye."""


class BackTexts(NamedTuple):
    """The composer, the fit, the measure in points, the parent role and the level of headings of a back."""

    composer: DetailComposer
    fit: BackFit
    measure: float
    role: Role
    level: int

    def set(self, text: str, face: Style, measure: float, tag: str = "P") -> TextBlock:
        """Return a paragraph, or with another tag another element."""
        return self.composer.set.narrow(text, face, measure, self.composer.role(tag, self.role))

    def small(self, face: Style) -> Style:
        """Return a style of 12 pt with the leading of the fit."""
        return face._replace(leading=self.fit.leading)


def invitation_back(
    composer: DetailComposer, level: int, card: Role, width: float, height: float
) -> list[Item]:
    """Return the items of a back in the first fit in which everything fits.

    ``level`` is that of its heading, and ``card`` the role of the back. Raises FitError if nothing fits.
    """
    for fit in FITS:
        texts, room = BackTexts(composer, fit, width - 2 * fit.margin, card, level), height - 2 * fit.margin
        expected, name = _expected(texts), _name(texts)
        about = _about(texts)
        over = max(expected.height, name.height) + (fit.gap + about.height if about else 0.0) - room
        if over <= 0.01:
            items = expected.place(fit.margin, fit.margin)
            items += name.place(width - fit.margin - NAME_WIDTH, fit.margin)
            return items + (about.place(fit.margin, fit.margin + room - about.height) if about else [])
    guide, pre_read = composer.guide, composer.guide.pre_read
    said = (
        (pre_read.opens or pre_read.title, pre_read.publisher or pre_read.author, pre_read.why)
        if pre_read
        else ()
    )
    defined = None if composer.shape.has_pre_read else guide.definition
    long = [LongText(text, fit.leading) for text in ("note", guide.invitation, defined, *said) if text]
    raise longest_too_tall(composer, "card-too-long", long, "invitation", over)


def _expected(texts: BackTexts) -> Stack:
    """Return what to expect in the second voice, the host's note, and whom to tell of a need."""
    composer, measure = texts.composer, texts.measure - NAME_WIDTH - BESIDE_NAME
    *expected, needs = expectations(composer)
    face, role = voice(composer, *texts.fit.voices), composer.role("P", texts.role)
    parts = [StackItem(composer.set.balanced(" ".join(expected), face, measure, role))]
    parts += [
        StackItem(texts.set(note, texts.small(style.BODY), measure), ABOVE_NEEDS)
        for note in host_note(composer)
    ]
    parts.append(StackItem(texts.set(needs, texts.small(style.QUIET_BODY), measure), ABOVE_NEEDS))
    return Stack(tuple(parts))


def _name(texts: BackTexts) -> Block:
    """Return the label and the line for the guest's name."""
    label = texts.set(texts.composer.words("invitation.for"), texts.small(style.QUIET_BODY), NAME_WIDTH)
    height = label.height + style.WRITING_LEADING

    def draw(x: float, y: float) -> list[Item]:
        return [*label.place(x, y), blank_line(x, x + NAME_WIDTH, y + height)]

    return Drawn(height, draw)


def _about(texts: BackTexts) -> Block | None:
    """Return the pre-read with its code, or without a pre-read the definition, if there is one."""
    composer, guide = texts.composer, texts.composer.guide
    bold, quiet = texts.small(style.LABEL), texts.small(style.QUIET_BODY)
    if not composer.shape.has_pre_read:
        if not guide.definition:
            return None
        defined = ((guide.title.text, bold), (guide.definition.text, quiet))
        return stack([texts.set(text, face, texts.measure) for text, face in defined], BELOW_HEADING)
    link, about = composer.details.pre_read_link, about_pre_read(composer)
    words = [
        Words(pre_read_label(composer), bold, f"H{texts.level}"),
        *(Words(text, quiet) for text in about),
    ]
    if link:
        return _beside_code(texts, words, link)
    words.append(Words(composer.words("code.missing_link"), quiet))
    blocks = [StackItem(texts.set(*each[:2], texts.measure, each.tag), BELOW_HEADING) for each in words]
    return Stack((*blocks, StackItem(writing_lines(texts.measure, 2))))


class Words(NamedTuple):
    """A text with its style and the tag of its element."""

    text: str
    face: Style
    tag: str = "P"


def _beside_code(texts: BackTexts, words: list[Words], link: Link) -> Block:
    """Return words about a link with its code at their right.

    What would make more than four lines beside the code goes above it.
    """
    code = make_code(texts.composer, link, CARD_SIDE, texts.role)
    measure = texts.measure - code.side - BESIDE_CODE
    shown = _shown(texts, link, measure)
    for above in range(len(words) + 1):
        blocks = [
            texts.set(text, face, texts.measure if k < above else measure, tag)
            for k, (text, face, tag) in enumerate(words)
        ]
        if sum(len(block.lines) for block in blocks[above:]) + len(shown.broken.ends) <= MOST_BESIDE:
            break
    low = Stack((*(StackItem(block) for block in blocks[above:]), StackItem(shown)))
    # Words above the code may be as wide as the card, so they keep out of its quiet zone.
    clear = code.quiet if above else 0.0

    def draw(x: float, y: float) -> list[Item]:
        return [*low.place(x, y), *code.place(x + texts.measure - code.side, y + clear)]

    row = Drawn(max(low.height, clear + code.side), draw)
    return Stack((*(StackItem(block) for block in blocks[:above]), StackItem(row)))


def _shown(texts: BackTexts, link: Link, measure: float) -> LinkWords:
    """Return the link in words on one line, or else its site alone, since the code and the message have all of it."""
    face, role = texts.small(style.LINK), texts.composer.role("Link", texts.role)
    whole = link_words(texts.composer, link, face, measure, role)
    return (
        whole
        if len(whole.broken.ends) == 1
        else link_words(texts.composer, link, face, measure, role, link.site)
    )
