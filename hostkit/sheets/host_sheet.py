"""The host sheet: run from without preparation. Page 1 is the run of show, page 2 the questions and what helps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from hostkit.core.characters import Phrase
from hostkit.core.units import mm
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets import style
from hostkit.sheets.host import questions, run
from hostkit.sheets.host.facts import facts, facts_key
from hostkit.sheets.host.foot import last_block
from hostkit.sheets.host.pages import PageDraft, PageLayout, fill_questions, fill_run
from hostkit.sheets.parts.composer import Composer, too_tall
from hostkit.sheets.parts.head import FlushRight, flush_right, head
from hostkit.sheets.sheet import LONG_EDGE, SIMPLEX, Sheet, document
from hostkit.typesetting.columns import Stack
from hostkit.typesetting.display_list import ARTIFACT, Document, Item, Page
from hostkit.typesetting.ruler import RULER, ruler
from hostkit.typesetting.typeset import TextBlock

BELOW_RULE, BELOW_FACTS = 12.0, 24.0
ABOVE_FOOT = 10.0
HEADING_ROOM = 52.0
"""Heading of the questions and the gap below it."""
SHEET_NAME = "host sheet"


def compose(plan: KitPlan) -> Document:
    """Compose the host sheet: as many pages as it needs, two where that can be done.

    Raises FitError when a segment or a question is taller than a page.
    """
    composer = Composer(plan)
    width, height = plan.paper.width, plan.paper.height
    measure = width - 2 * style.SIDE
    foot_top = height - style.FOOT_BASELINE - style.FOOT.baseline
    frame = PageLayout(style.SIDE, style.TOP, foot_top - ABOVE_FOOT)
    drafts = _drafts(composer, measure, frame)
    pages = tuple(
        Page(width, height, (*draft.items(frame), *_foot(composer, drafts, index, measure, foot_top)))
        for index, draft in enumerate(drafts)
    )
    duplex = LONG_EDGE if plan.two_sided and len(pages) > 1 else SIMPLEX
    return document(plan, "host_sheet", pages, duplex=duplex, bookmarks=True, slots=composer.slots)


def _drafts(composer: Composer, measure: float, frame: PageLayout) -> list[PageDraft]:
    words = measure - style.NARROW
    first = PageDraft(frame.top)
    first.add(head(composer, measure, _sheet_name, lambda plan: None, style.TOPIC_SIZES), 0)
    first.add(composer.slot(facts_key, lambda c: facts(c, measure)), BELOW_RULE)
    first.y += BELOW_FACTS
    rows = run.rows(composer, words)
    _check_heights(composer, rows, first.y, frame)
    pages = fill_run(rows, first, frame)
    heading = questions.heading(composer, measure)
    around = questions.around_questions(composer, words)
    return fill_questions(
        pages,
        heading,
        cache(lambda setting: _checked_questions(composer, setting, around, words, frame)),
        questions.least_height(composer, words),
        _last(composer, measure, frame),
        frame,
    )


def _sheet_name(composer: Composer) -> FlushRight:
    words = composer.words("sheet.host_sheet")
    return flush_right(composer.set.line(words, style.QUIET_BODY, composer.role("P")))


def _check_heights(
    composer: Composer, rows: Sequence[run.RunOfShowRow], top: float, frame: PageLayout
) -> None:
    """Refuse a segment taller than a page, and a head that leaves no room for the first."""
    guide = composer.plan.guide
    for segment, row in zip(guide.run_of_show, rows, strict=False):
        over = row.height - (frame.bottom - frame.top)
        if over > 0:
            raise too_tall(composer, "sheet-too-long", segment.at, SHEET_NAME, over, style.SAID.lead)
    over = top + rows[0].height - frame.bottom
    if over > 0:
        event = composer.plan.event
        written = [phrase for phrase in (guide.title, event.place, event.host) if phrase]
        longest = max(written, key=lambda phrase: len(phrase.text))
        lead = style.TOPIC_SIZES[-1][1] if longest is guide.title else style.BODY.lead
        raise too_tall(composer, "sheet-too-long", longest.at, SHEET_NAME, over, lead)


def _checked_questions(
    composer: Composer,
    setting: questions.QuestionSizes,
    around: Sequence[questions.Around],
    measure: float,
    frame: PageLayout,
) -> tuple[questions.QuestionRow, ...]:
    """Set the questions and refuse one that is taller than what a page has under the heading."""
    rows = questions.question_rows(composer, setting, around, measure)
    room = frame.bottom - frame.top - HEADING_ROOM
    for question, row in zip(composer.plan.guide.questions, rows, strict=True):
        if setting.run_on and row.height > room:
            raise too_tall(
                composer, "sheet-too-long", question.ask.at, SHEET_NAME, row.height - room, setting.lead
            )
    return rows


def _last(composer: Composer, measure: float, frame: PageLayout) -> Stack:
    """Return helps, lists and codes; refuse them when they are taller than a page."""
    block = last_block(composer, measure)
    over = block.height - (frame.bottom - frame.top)
    if over > 0:
        longest = max(_written_in_last(composer), key=lambda phrase: len(phrase.text))
        raise too_tall(composer, "sheet-too-long", longest.at, SHEET_NAME, over, style.BODY.lead)
    return block


def _written_in_last(composer: Composer) -> list[Phrase]:
    """Return every author's text that stands in the last block: one of them is what to shorten."""
    guide, event = composer.plan.guide, composer.plan.event
    helps, pre_read, follow_up, credit = guide.helps, guide.pre_read, guide.follow_up, guide.credit
    texts = [helps.stalls, helps.one_voice, helps.tempers, *guide.tips, *guide.materials, event.group_name]
    if pre_read:
        texts += [pre_read.opens or pre_read.title, pre_read.publisher or pre_read.author]
    if follow_up:
        texts += [follow_up.name, follow_up.opens]
    if credit:
        texts.append(credit.text)
    return [text for text in texts if text] or [guide.title]


def _foot(
    composer: Composer, drafts: Sequence[PageDraft], index: int, measure: float, top: float
) -> list[Item]:
    items = list(_page_name(composer, index + 1, len(drafts), measure).place(style.SIDE, top))
    right = style.SIDE + measure
    if index == len(drafts) - 1:
        return [*items, *_ruler_at_foot(composer, right, top + style.FOOT.baseline)]
    follows = "questions" if drafts[index + 1].questions and not drafts[index].questions else "continues"
    if follows == "questions" and drafts[index + 1].spine:
        follows = "continues"
    overleaf = composer.plan.two_sided and index % 2 == 0
    words = composer.words(f"host_sheet.{follows}_{'overleaf' if overleaf else 'next_page'}")
    return [*items, *composer.set.line(words, style.FOOT, ARTIFACT).place_right(right, top)]


def _page_name(composer: Composer, page: int, pages: int, measure: float) -> TextBlock:
    """Return the foot's name: the topic's, the series' where that is too long, else the page alone."""
    guide, words = composer.plan.guide, composer.words
    room = measure - RULER - mm(20)
    for name in (guide.title, guide.series):
        if name:
            text = words("host_sheet.page", name=name, page=page, pages=pages)
            block = composer.set.line(text, style.FOOT, ARTIFACT)
            if block.width <= room:
                return block
    return composer.set.line(words("host_sheet.page_bare", page=page, pages=pages), style.FOOT, ARTIFACT)


def _ruler_at_foot(composer: Composer, right: float, baseline: float) -> list[Item]:
    left = right - RULER
    label = composer.set.line(composer.words("host_sheet.ruler"), style.FOOT, ARTIFACT)
    return [*ruler(left, baseline), *label.place_right(left - mm(3), baseline - style.FOOT.baseline)]


SHEET = Sheet(
    "host-sheet",
    order=1,
    compose=compose,
    copies=lambda plan: 1,
    to_print=lambda plan: plan.language("print.this_sheet"),
)
