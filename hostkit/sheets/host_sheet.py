"""Composes the host sheet, from which a host can lead the evening without preparation.

It has the run of show, usually on page 1, and then the questions and the helps.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from hostkit.core.characters import Phrase
from hostkit.core.errors import NOWHERE, FitError
from hostkit.core.values import mm
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, SheetComposer
from hostkit.sheets.host import questions, run
from hostkit.sheets.host.facts import facts
from hostkit.sheets.host.last_block import last_block
from hostkit.sheets.host.pages import (
    ABOVE_LAST,
    BELOW_HEADING,
    LEAST_BELOW_FACTS,
    HostParts,
    PageDraft,
    PageLayout,
    fill_pages,
)
from hostkit.sheets.host.questions import FEWEST_TIPS, SMALL_FORMS
from hostkit.sheets.parts.head import FlushRight, flush_right, head
from hostkit.sheets.refusal import LongText, longest_too_tall, too_tall
from hostkit.sheets.sheet import LONG_EDGE, SIMPLEX, Sheet, document
from hostkit.typesetting.display_list import ARTIFACT, Document, Item, Page
from hostkit.typesetting.typeset import RULER, Stack, StackItem, TextBlock, ruler

BELOW_RULE = 12.0
"""In points, as in the design."""

ABOVE_FOOTER = 8.0
"""In points. Chosen by eye: large enough that the footer does not look like another row."""

SHEET_NAME = "host sheet"


def compose(composer: SheetComposer) -> Document:
    """Return the host sheet, on two pages if that is possible and on more otherwise.

    Tips for which it has no room are returned as ``left_over``. Raises FitError when a segment, a question or the last
    block is taller than a page.
    """
    width, height = composer.paper.width, composer.paper.height
    measure = width - 2 * style.SIDE
    footer_top = height - style.FOOTER_BASELINE - style.FOOTER.baseline
    area = PageLayout(style.SIDE, style.TOP, footer_top - ABOVE_FOOTER)
    parts = _parts(composer, measure)
    filled = fill_pages(parts, area)
    if filled is None:
        raise _refusal(composer, parts, area)
    form, drafts = filled
    pages = tuple(
        Page(
            width,
            height,
            (
                *draft.items(area, composer.theme.accent),
                *_footer(composer, drafts, index, measure, footer_top),
            ),
        )
        for index, draft in enumerate(drafts)
    )
    duplex = LONG_EDGE if composer.two_sided and len(pages) > 1 else SIMPLEX
    made = document(composer, "host_sheet", pages, duplex=duplex, bookmarks=True)
    left_over = composer.guide.tips[form.most_tips :] if form.most_tips else ()
    return made._replace(left_over=tuple([tip.text for tip in left_over]))


def _parts(composer: SheetComposer, measure: float) -> HostParts:
    words = measure - style.NARROW
    topic = head(composer, measure, _sheet_name, style.TOPIC_SIZES)
    evening = composer.slot(lambda c: facts(c, measure))
    around = questions.around_questions(composer, words)
    return HostParts(
        Stack((StackItem(topic), StackItem(evening, BELOW_RULE))),
        cache(lambda leading: run.rows(composer, words, leading)),
        questions.heading(composer, measure),
        cache(lambda sizes: questions.question_rows(composer, sizes, around, words)),
        cache(lambda leading, tips: last_block(composer, measure, leading, tips)),
    )


def _sheet_name(composer: Composer) -> FlushRight:
    """Return the sheet's name, or the logo in its place."""
    if composer.logo:
        # Imported here, as in the other sheets of the usual kit, because few kits have a logo.
        from hostkit.sheets.parts.logo_place import beside_logo

        return beside_logo(composer, None)
    words = composer.words("sheet.host_sheet")
    return flush_right(composer.set.line(words, style.QUIET_BODY, composer.role("P")))


def _refusal(composer: Composer, parts: HostParts, area: PageLayout) -> FitError:
    """Return the error for a part that is taller than a page even in the tightest form."""
    guide, form = composer.guide, SMALL_FORMS[-1]
    goodbye = guide.end.read if guide.end else None
    places = [*(segment.at for segment in guide.run_of_show), goodbye.at if goodbye else NOWHERE]
    rows, last = parts.run(form.cue_leading), parts.last(form.leading, form.most_tips)
    tall = [(at, row.height, style.SAID.leading) for at, row in zip(places, rows, strict=True)]
    heading = parts.heading.height + BELOW_HEADING
    for question, row in zip(guide.questions, parts.questions(form.sizes), strict=True):
        tall.append((question.ask.at, heading + row.height, form.sizes.leading))
    for at, height, leading in tall:
        if height > area.height:
            return too_tall(composer, "sheet-too-long", at, SHEET_NAME, height - area.height, leading)
    over = parts.head.height + LEAST_BELOW_FACTS + rows[0].height - area.height
    texts = [LongText(guide.title, style.TOPIC_SIZES[-1][1])]
    texts += [LongText(name, style.BODY.leading) for name in ("place", "host")]
    if over <= 0:
        over, texts = ABOVE_LAST + last.height - area.height, _texts_of_last(composer)
    return longest_too_tall(composer, "sheet-too-long", texts, SHEET_NAME, over)


def _texts_of_last(composer: Composer) -> list[LongText]:
    """Return the author's texts in the last block, one of which must be shortened if it is too tall."""
    guide = composer.guide
    helps, pre_read, follow_up, credit = guide.helps, guide.pre_read, guide.follow_up, guide.credit
    texts: list[Phrase | str | None] = [helps.stalls, helps.one_voice, helps.tempers, helps.tears]
    texts += [
        *guide.tips[:FEWEST_TIPS],
        *guide.materials,
        "group_name" if composer.shape.knows("group_name") else None,
    ]
    if pre_read:
        texts += [pre_read.opens or pre_read.title, pre_read.publisher or pre_read.author]
    if follow_up:
        texts += [follow_up.name, follow_up.opens]
    if credit:
        texts.append(credit.text)
    return [LongText(text, style.BODY.leading) for text in texts if text] or [
        LongText(guide.title, style.BODY.leading)
    ]


def _footer(
    composer: Composer, drafts: Sequence[PageDraft], index: int, measure: float, top: float
) -> list[Item]:
    items = list(_page_name(composer, index + 1, len(drafts), measure).place(style.SIDE, top))
    right = style.SIDE + measure
    if index == len(drafts) - 1:
        return [*items, *_ruler_in_footer(composer, right, top + style.FOOTER.baseline)]
    follows = "questions" if drafts[index + 1].questions and not drafts[index].questions else "continues"
    if follows == "questions" and drafts[index + 1].spine:
        follows = "continues"
    on_back = composer.two_sided and index % 2 == 0
    words = composer.words(f"host_sheet.{follows}_{'on_back' if on_back else 'next_page'}")
    return [*items, *composer.set.line(words, style.FOOTER, ARTIFACT).place_right(right, top)]


def _page_name(composer: Composer, page: int, pages: int, measure: float) -> TextBlock:
    """Return the left part of the footer: the topic or, if that is too long, the series, and the page number."""
    guide, words = composer.guide, composer.words
    room = measure - RULER - mm(20)
    for name in (guide.title, guide.series):
        if name:
            text = words("host_sheet.page", name=name, page=page, pages=pages)
            block = composer.set.line(text, style.FOOTER, ARTIFACT)
            if block.width <= room:
                return block
    return composer.set.line(words("host_sheet.page_bare", page=page, pages=pages), style.FOOTER, ARTIFACT)


def _ruler_in_footer(composer: Composer, right: float, baseline: float) -> list[Item]:
    left = right - RULER
    label = composer.set.line(composer.words("host_sheet.ruler"), style.FOOTER, ARTIFACT)
    return [*ruler(left, baseline), *label.place_right(left - mm(3), baseline - style.FOOTER.baseline)]


SHEET = Sheet(
    "host-sheet",
    order=1,
    compose=compose,
    copies=lambda plan: 1,
    about="what the host reads and does",
)
