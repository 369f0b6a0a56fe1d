"""Composes the invitation: a card for each guest, four on a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hostkit.core.errors import FitError
from hostkit.core.values import mm
from hostkit.sheets import style
from hostkit.sheets.composer import DetailComposer
from hostkit.sheets.invitation_files import (
    about_pre_read,
    calendar_warnings,
    expectations,
    facts_in_words,
    host_line,
    host_note,
    invitation_files,
)
from hostkit.sheets.parts.code_blocks import (
    WORDS_FROM,
    code_row,
    pre_read_label,
)
from hostkit.sheets.parts.head import accent_rule, blank_row, set_topic, writing_lines
from hostkit.sheets.refusal import LongText, longest_too_tall, too_wide
from hostkit.sheets.sheet import (
    SIMPLEX,
    Sheet,
    Whole,
    document,
    equal_cards,
    on_plain_sheets,
    plain_stock,
    sheets_for,
)
from hostkit.typesetting.display_list import Document, Page, Role
from hostkit.typesetting.shaping import Style
from hostkit.typesetting.typeset import Stack, StackItem

NAME = "invitation"
SMALLER, SMALLEST = ((28, 32), (21, 24), (21, 24)), ((21, 24), (21, 24), (16, 20))
"""Sizes and leadings of a long topic, taken from the topic's type scale."""

BLANK_SHARES = {1: (1.0,), 2: (0.62, 0.38)}
"""The shares of a line for its blanks, by their number. Chosen by eye: a date is longer than a time."""


class InvitationFit(NamedTuple):
    """How a card is set, with lengths in points.

    ``topics`` are the sizes and leadings to try for the topic, ``leading`` is that of texts at 12 pt, and ``gap`` the
    least gap between the upper and the lower half. With ``large``, facts and definition are set at 14 pt. With
    ``tight``, what to expect and the pre-read are set in fewer paragraphs, and the pre-read with the least height.
    """

    margin: float
    topics: Sequence[tuple[float, float]]
    leading: float
    gap: float
    large: bool = False
    tight: bool = False

    def face(self, small: Style, large: Style | None = None) -> Style:
        """Return the large style if this fit has one for the text, else the small style with this fit's leading."""
        return large if large and self.large else small._replace(leading=self.leading)


FITS = (
    InvitationFit(mm(13), style.TOPIC_SIZES, 16, 28, large=True),
    InvitationFit(mm(13), style.TOPIC_SIZES, 16, 24),
    InvitationFit(mm(13), SMALLER, 16, 20),
    InvitationFit(mm(13), SMALLER, 15, 16),
    InvitationFit(mm(12), SMALLER, 14, 14),
    InvitationFit(mm(10), SMALLER, 14, 12),
    InvitationFit(mm(9), SMALLEST, 14, 10),
    InvitationFit(mm(8), SMALLEST, 14, 8, tight=True),
)
"""The fits in the order in which they are tried, from the most open to the tightest.

Gaps are reduced first, then the topic, the leadings and the margin. The first margin is that of the question cards; the
others, and the gaps, are chosen by eye.
"""


class CardSection(NamedTuple):
    """The composer, the fit, the measure in points and the parent role with which the texts of a card are set."""

    composer: DetailComposer
    fit: InvitationFit
    measure: float
    role: Role

    def text(
        self, text: str, face: Style, *, gap: float = 0.0, tag: str = "P", less: float = 0.0
    ) -> StackItem:
        """Return a text as a stack item, ``less`` points narrower than the measure, with a gap above it in points."""
        role = self.composer.role(tag, self.role)
        return StackItem(self.composer.set.narrow(text, face, self.measure - less, role), gap)


def compose(composer: DetailComposer) -> Document:
    """Return one sheet's equal cards at trim size. Raises FitError for a text that is too long."""
    return document(composer, NAME, equal_cards(composer, _card), duplex=SIMPLEX)


def _card(composer: DetailComposer, level: int) -> Page:
    """Return a card in the first fit in which everything fits. Raises FitError if there is none."""
    stock = composer.stock
    for fit in FITS:
        section = CardSection(composer, fit, stock.width - 2 * fit.margin, composer.role("Sect"))
        topic = set_topic(composer, section.measure, fit.topics, composer.role(f"H{level}", section.role))
        top, bottom = _halves(section, StackItem(topic, 6), level)
        room = stock.height - 2 * fit.margin
        over = top.height + fit.gap + bottom.height - room
        is_wide = composer.set.breaks_words(composer.guide.title.text, topic.style, section.measure)
        if over <= 0.01 and not is_wide:
            items = top.place(fit.margin, fit.margin)
            items += bottom.place(fit.margin, fit.margin + room - bottom.height)
            return Page(stock.width, stock.height, tuple(items))
    raise _refused(composer, over, topic.style if is_wide else None)


def _refused(composer: DetailComposer, over: float, wide: Style | None) -> FitError:
    guide = composer.guide
    if wide:
        return too_wide(composer, guide.title.at, NAME, wide)
    about = guide.pre_read
    said = (
        [about.opens or about.title, about.publisher or about.author, about.why]
        if about
        else [None if composer.shape.has_pre_read else guide.definition]
    )
    texts = [
        LongText(text, FITS[-1].leading)
        for text in (guide.title, guide.series, "place", "host", "note", guide.invitation, *said)
        if text
    ]
    return longest_too_tall(composer, "card-too-long", texts, NAME, over)


def _halves(section: CardSection, topic: StackItem, level: int) -> tuple[Stack, Stack]:
    """Return the upper and the lower half of a card.

    The lower half is the pre-read, or without a pre-read the host, the date, the time and the place.
    """
    composer, face = section.composer, section.fit.face
    guide = composer.guide
    series = [section.text(guide.series.text, face(style.QUIET_BODY))] if guide.series else []
    head = [*series, topic, StackItem(accent_rule(style.CARD_RULE_WIDTH), 10)]
    invited = _invited(section)
    if composer.shape.has_pre_read:
        return Stack((*head, StackItem(invited, 10))), _pre_read(section, level)
    if guide.definition:
        head.append(
            section.text(
                guide.definition.text, face(style.BODY, style.DEFINITION)._replace(color=style.QUIET), gap=12
            )
        )
    return Stack(tuple(head)), invited


def _invited(section: CardSection) -> Stack:
    """Return the host, the date, the time, the place, the host's note and what to expect."""
    composer, face = section.composer, section.fit.face
    plain, strong = face(style.BODY, style.GUEST), face(style.LABEL, style.GUEST_LABEL)
    # Only the date and the time are black: the ink of four full cards is near the limit of a sheet.
    quiet, facts = plain._replace(color=style.QUIET), facts_in_words(composer)
    rows: list[tuple[str, ...]] = [("date",), ("time",), ("place",)]
    if facts["date"] is None and facts["time"] is None:
        rows[:2] = [("date", "time")]
    parts = [section.text(host, quiet) for host in host_line(composer)]
    below = 0.0
    for names in rows:
        if text := facts[names[0]]:
            parts.append(section.text(text, quiet if names == ("place",) else strong, gap=below))
        else:
            parts.append(_blanks(section, names, quiet))
        below = 0.0 if text else 4.0
    parts += [section.text(note, plain, gap=below) for note in host_note(composer)]
    expected = expectations(composer)
    if section.fit.tight:
        expected = (expected[0], " ".join(expected[1:]))
    first, *others = (section.text(text, face(style.QUIET_BODY)) for text in expected)
    return Stack((*parts, first._replace(gap=10), *others))


def _blanks(section: CardSection, names: Sequence[str], face: Style) -> StackItem:
    words = [section.composer.words(f"facts.{name}") for name in names]
    labels = [
        section.composer.set.line(word, face, section.composer.role("P", section.role)) for word in words
    ]
    # The height of handwriting above the line.
    return StackItem(
        blank_row(labels, section.measure, BLANK_SHARES[len(names)]), style.WRITING_LEADING - face.leading
    )


def _pre_read(section: CardSection, level: int) -> Stack:
    """Return the pre-read with its code.

    The number of texts beside the code is chosen for the least height and the least empty space near the code.
    """
    composer, face = section.composer, section.fit.face
    link = composer.details.pre_read_link
    label = section.text(pre_read_label(composer), face(style.LABEL), tag=f"H{level + 1}")
    about = about_pre_read(composer)
    if section.fit.tight and len(about) > 1:
        about = [f"{about[0].removesuffix('.')}. {about[1]}"]
    if link is None:
        missing = [*about, composer.words("code.missing_link")]
        texts = [
            section.text(text, face(style.QUIET_BODY), gap=4 if k else 0) for k, text in enumerate(missing)
        ]
        return Stack((label, *texts, StackItem(writing_lines(section.measure, 2))))
    choices = []
    for above in range(len(about), -1, -1):
        texts = [
            section.text(text, face(style.QUIET_BODY), gap=4 if k else 0, less=0 if k < above else WORDS_FROM)
            for k, text in enumerate(about)
        ]
        row = code_row(
            composer,
            texts[above:],
            link,
            section.measure,
            section.role,
            face(style.LINK)._replace(color=style.QUIET),
        )
        stack = Stack((label, *texts[:above], StackItem(row, 6)))
        hole = 0.0 if section.fit.tight else max(0.0, row.words.height - row.code.side)
        choices.append((stack.height + hole, above, stack))
    return min(choices)[2]


SHEET = Sheet(
    NAME,
    order=4,
    compose=Whole(compose),
    copies=lambda plan: sheets_for(plan, plan.copies.guests),
    about="what guests get before the evening",
    usual=False,
    extras=invitation_files,
    warnings=calendar_warnings,
    stock=plain_stock,
    impose=on_plain_sheets,
)
