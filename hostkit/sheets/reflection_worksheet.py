"""The reflection worksheet: prompts, real room for handwriting, and an invitation to share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hostkit.core.errors import Position
from hostkit.core.units import mm
from hostkit.planning.clock import largest_remainder
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets import style
from hostkit.sheets.parts.blanks import labelled_blank, labelled_width
from hostkit.sheets.parts.composer import Composer, too_tall
from hostkit.sheets.parts.head import FlushRight, accent_rule, flush_right, head
from hostkit.sheets.parts.share import share_foot
from hostkit.sheets.sheet import LONG_EDGE, SIMPLEX, Sheet, document
from hostkit.typesetting.columns import Block, Drawn, Stack, StackItem
from hostkit.typesetting.display_list import ARTIFACT, Document, Item, Page, Rule
from hostkit.typesetting.ruler import HAIRLINE, LINE
from hostkit.typesetting.typeset import TextBlock

TOPIC_SIZES = ((28, 32), (28, 32), (21, 24))
BOTTOM = mm(15)
BELOW_RULE, BELOW_HEAD, BETWEEN_PROMPTS, ABOVE_LINES = 12.0, 28.0, 20.0, 4.0
ABOVE_FOOT, BELOW_FOOT_RULE = 34.0, 12.0
"""Clearly more above the rule of the foot than from line to line: it must not look like one more line."""
LEAST_LINES = 3
"""Under three lines a prompt, the worksheet takes another page."""
DATE_BLANK = mm(46)


class AskedPrompt(NamedTuple):
    """A prompt, set, with its share of the lines."""

    words: TextBlock
    weight: int
    at: Position


class Leaf(NamedTuple):
    """A page: its head, its prompts with their numbers of lines, the space between prompts."""

    head: Stack
    prompts: tuple[tuple[AskedPrompt, int], ...]
    between: float


def compose(plan: KitPlan) -> Document:
    """Compose the worksheet: one page, or as many as give every prompt three lines.

    Raises FitError for a prompt that has no three lines even on a page of its own.
    """
    composer = Composer(plan)
    width, height = plan.paper.width, plan.paper.height
    measure = width - 2 * style.SIDE
    prompts = _prompts(composer, measure)
    foot = share_foot(composer, measure)
    leaves = _leaves(composer, prompts, foot, measure, height)
    pages = []
    for index, leaf in enumerate(leaves):
        last = index == len(leaves) - 1
        end = _share(foot, height) if last else _continues(composer, index, measure, height)
        pages.append(Page(width, height, (*_leaf_items(leaf, measure), *end)))
    duplex = LONG_EDGE if plan.two_sided and len(pages) > 1 else SIMPLEX
    return document(plan, "reflection_worksheet", tuple(pages), duplex=duplex, slots=composer.slots)


def _prompts(composer: Composer, measure: float) -> list[AskedPrompt]:
    """Return the guide's prompts, else the written reaction's words, else the language's."""
    plan, face = composer.plan, style.display(16, 20)
    asked = [(plan.plain(prompt.ask), prompt.lines, prompt.ask.at) for prompt in plan.guide.worksheet]
    if not asked:
        run = plan.guide.run_of_show
        reaction = next((s.ask for s in run if s.kind == "written_reaction" and s.ask), None)
        text = plan.plain(reaction) if reaction else composer.words("worksheet.prompt")
        asked = [(text, 1, (reaction or plan.guide.title).at)]
    return [
        AskedPrompt(composer.set.balanced(text, face, measure, composer.role("H2")), weight, at)
        for text, weight, at in asked
    ]


def _leaves(
    composer: Composer, prompts: Sequence[AskedPrompt], foot: Block, measure: float, height: float
) -> list[Leaf]:
    last_bottom = height - BOTTOM - foot.height - BELOW_FOOT_RULE - style.RULE_WEIGHT - ABOVE_FOOT
    first, later = _first_head(composer, measure), _later_head(composer, measure)
    for count in range(1, len(prompts) + 1):
        leaves = []
        for index, group in enumerate(_groups(prompts, count)):
            bottom = last_bottom if index == count - 1 else height - BOTTOM - style.FOOT.lead - ABOVE_FOOT
            leaves.append(_leaf(first if index == 0 else later, group, bottom))
        if all(lines >= LEAST_LINES for leaf in leaves for _, lines in leaf.prompts):
            return leaves
    prompt, lines = next((p, n) for leaf in leaves for p, n in leaf.prompts if n < LEAST_LINES)
    over = (LEAST_LINES - lines) * style.WRITING_LEAD
    raise too_tall(
        composer, "sheet-too-long", prompt.at, "reflection worksheet", over, prompt.words.style.lead
    )


def _groups(prompts: Sequence[AskedPrompt], count: int) -> list[Sequence[AskedPrompt]]:
    """Share the prompts among pages in their order, the earlier pages having one more."""
    sizes = [len(prompts) // count + (1 if k < len(prompts) % count else 0) for k in range(count)]
    groups, first = [], 0
    for size in sizes:
        groups.append(prompts[first : first + size])
        first += size
    return groups


def _leaf(top: Stack, prompts: Sequence[AskedPrompt], bottom: float) -> Leaf:
    taken = style.TOP + top.height + BELOW_HEAD + BETWEEN_PROMPTS * (len(prompts) - 1)
    taken += sum(prompt.words.height + ABOVE_LINES for prompt in prompts)
    lines = int((bottom - taken) // style.WRITING_LEAD)
    if lines < len(prompts):
        # Not even a line each: the caller tries another page, or refuses.
        return Leaf(top, tuple((prompt, lines // len(prompts)) for prompt in prompts), BETWEEN_PROMPTS)
    shares = largest_remainder([prompt.weight for prompt in prompts], lines)
    # A small weight must not push the whole worksheet to another page: three lines each come first.
    while min(shares) < LEAST_LINES and max(shares) > LEAST_LINES:
        shares[shares.index(max(shares))] -= 1
        shares[shares.index(min(shares))] += 1
    left = bottom - taken - sum(shares) * style.WRITING_LEAD
    between = BETWEEN_PROMPTS + max(0.0, left) / max(1, len(prompts) - 1) if len(prompts) > 1 else 0.0
    return Leaf(top, tuple(zip(prompts, shares, strict=True)), between)


def _leaf_items(leaf: Leaf, measure: float) -> list[Item]:
    x, y = style.SIDE, style.TOP
    items = leaf.head.place(x, y)
    y += leaf.head.height + BELOW_HEAD
    for prompt, lines in leaf.prompts:
        items += prompt.words.place(x, y)
        y += prompt.words.height + ABOVE_LINES
        for _ in range(lines):
            y += style.WRITING_LEAD
            items.append(Rule(x, y, x + measure, y, HAIRLINE, LINE))
        y += leaf.between
    return items


def _first_head(composer: Composer, measure: float) -> Stack:
    top = head(composer, measure, _date, lambda plan: plan.event.date, TOPIC_SIZES)
    lead = composer.slot(_minutes, lambda c: _lead(c, measure))
    return Stack((StackItem(top), StackItem(lead, BELOW_RULE)))


def _lead(composer: Composer, measure: float) -> Block:
    minutes = _minutes(composer.plan)
    number = composer.words.number(minutes)
    text = composer.words("worksheet.lead", minutes, words=number[:1].upper() + number[1:])
    return composer.set.narrow(text, style.BODY, measure, composer.role("P"))


def _minutes(plan: KitPlan) -> int:
    slots = plan.clock.slots
    return next((slot.minutes for slot in slots if slot.segment.kind == "written_reaction"), 5)


def _date(composer: Composer) -> FlushRight:
    """Return the date, or a blank for it."""
    role = composer.role("P")
    date = composer.plan.event.date
    if date:
        return flush_right(composer.set.line(composer.words.date_alone(date), style.QUIET_BODY, role))
    label = composer.set.line(composer.words("facts.date"), style.QUIET_BODY, role)
    blank = labelled_blank(label, DATE_BLANK, right=True)
    return FlushRight(blank.height, labelled_width(label, DATE_BLANK), blank.draw)


def _later_head(composer: Composer, measure: float) -> Stack:
    """Return the head of a further page: enough to find the sheet it belongs to."""
    guide = composer.plan.guide
    names = [guide.series.text, guide.title.text] if guide.series else [guide.title.text]
    room = (measure - mm(6)) / 2
    left, *right = (
        composer.set.narrow(name, face, room, composer.role("P"))
        for name, face in zip(names, (style.BODY, style.QUIET_BODY), strict=False)
    )

    def draw(x: float, y: float) -> list[Item]:
        return [*left.place(x, y), *(item for block in right for item in block.place_right(x + measure, y))]

    return Stack((StackItem(Drawn(max(block.height for block in (left, *right)), draw)),))


def _share(foot: Block, height: float) -> list[Item]:
    top = height - BOTTOM - foot.height
    rule = accent_rule(style.RULE_WIDTH)
    return [
        *rule.place(style.SIDE, top - BELOW_FOOT_RULE - style.RULE_WEIGHT),
        *foot.place(style.SIDE, top),
    ]


def _continues(composer: Composer, index: int, measure: float, height: float) -> list[Item]:
    side = "overleaf" if composer.plan.two_sided and index % 2 == 0 else "next_page"
    words = composer.set.line(composer.words(f"host_sheet.continues_{side}"), style.FOOT, ARTIFACT)
    return words.place_right(style.SIDE + measure, height - style.FOOT_BASELINE - style.FOOT.baseline)


SHEET = Sheet(
    "reflection-worksheet",
    order=3,
    compose=compose,
    copies=lambda plan: plan.copies.worksheets,
    to_print=lambda plan: plan.language("print.worksheets", plan.copies.worksheets),
)
