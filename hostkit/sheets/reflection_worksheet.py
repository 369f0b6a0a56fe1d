"""Composes the reflection worksheet: prompts with lines to write on, and an invitation to share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hostkit.core.errors import Position
from hostkit.core.values import mm
from hostkit.planning.shares import largest_remainder
from hostkit.sheets import style
from hostkit.sheets.composer import Composer, DetailComposer, SheetComposer
from hostkit.sheets.parts.code_blocks import share_block
from hostkit.sheets.parts.head import (
    FlushRight,
    accent_rule,
    flush_right,
    head,
    labeled_blank,
    labeled_width,
)
from hostkit.sheets.refusal import too_tall
from hostkit.sheets.sheet import LONG_EDGE, SIMPLEX, Sheet, document
from hostkit.themes.figures import PlacedFigure, place_figure
from hostkit.typesetting.display_list import ARTIFACT, Document, Item, Page, Rule
from hostkit.typesetting.typeset import HAIRLINE, LINE, Block, Drawn, Stack, StackItem, TextBlock

TOPIC_SIZES = ((28, 32), (28, 32), (21, 24))
BOTTOM = mm(15)
BELOW_RULE, BELOW_HEAD, BETWEEN_PROMPTS, ABOVE_LINES = 12.0, 28.0, 20.0, 4.0
"""Gaps in points, as in the design."""

ABOVE_SHARE_RULE, BELOW_SHARE_RULE = 34.0, 12.0
"""The design has at least 24 pt above the rule. Chosen by eye: clearly more than the distance of lines to write on."""

LEAST_LINES = 3
"""The design's rule: if a prompt would get fewer lines, the worksheet takes another page."""

DATE_BLANK = mm(46)
"""The width of the blank for a date, as on the host sheet."""


FIGURE_WIDTH, FIGURE_HEIGHT, BESIDE_FIGURE = mm(24), mm(10), mm(6)
"""The box of the figure at the right end of a prompt, and the gap before it. Chosen by eye: it stays in the gap above
the prompt."""


class AskedPrompt(NamedTuple):
    """A prompt as a text block, with its weight when lines are shared and its source position.

    ``figure`` is placed by its lower right corner, at the end of the first line of the prompt.
    """

    words: TextBlock
    figure: Block
    weight: int
    at: Position


class Leaf(NamedTuple):
    """A page: its head, its prompts with their numbers of lines, and the gap between prompts in points."""

    head: Stack
    prompts: tuple[tuple[AskedPrompt, int], ...]
    between: float


def compose(composer: SheetComposer) -> Document:
    """Return the worksheet on the fewest pages that give every prompt three lines.

    Raises FitError for a prompt that does not get three lines even on a page of its own.
    """
    width, height = composer.paper.width, composer.paper.height
    measure = width - 2 * style.SIDE
    prompts = _prompts(composer, measure)
    share = share_block(composer, measure)
    leaves = _leaves(composer, prompts, share, measure, height)
    pages = []
    for index, leaf in enumerate(leaves):
        last = index == len(leaves) - 1
        end = _share_items(composer, share, height) if last else _continues(composer, index, measure, height)
        pages.append(Page(width, height, (*_leaf_items(leaf, measure), *end)))
    duplex = LONG_EDGE if composer.two_sided and len(pages) > 1 else SIMPLEX
    return document(composer, "reflection_worksheet", tuple(pages), duplex=duplex)


def _prompts(composer: Composer, measure: float) -> list[AskedPrompt]:
    asked, face = composer.prompts, style.display(16, 20)
    figure = place_figure(composer.theme.figure, len(asked), FIGURE_WIDTH, FIGURE_HEIGHT)
    room = measure - (FIGURE_WIDTH + BESIDE_FIGURE if figure else 0.0)
    prompts = []
    for number, (text, weight, phrase) in enumerate(asked, start=1):
        words = composer.set.balanced(text, face, room, composer.role("H2"))
        prompts.append(AskedPrompt(words, _figure(composer, figure, number), weight, phrase.at))
    return prompts


def _figure(composer: Composer, figure: PlacedFigure | None, prompt: int) -> Block:
    """Return the figure, which counts the prompts here, with marks up to this one, placed by its lower right corner."""

    def draw(right: float, bottom: float) -> list[Item]:
        if figure is None:
            return []
        return figure.items(right - figure.width, bottom - figure.height, composer.theme.accent, prompt)

    return Drawn(0.0, draw)


def _leaves(
    composer: SheetComposer, prompts: Sequence[AskedPrompt], share: Block, measure: float, height: float
) -> list[Leaf]:
    last_bottom = height - BOTTOM - share.height - BELOW_SHARE_RULE - style.RULE_WEIGHT - ABOVE_SHARE_RULE
    first, later = _first_head(composer, measure), _later_head(composer, measure)
    for count in range(1, len(prompts) + 1):
        leaves = []
        for index, group in enumerate(_groups(prompts, count)):
            bottom = (
                last_bottom
                if index == count - 1
                else height - BOTTOM - style.FOOTER.leading - ABOVE_SHARE_RULE
            )
            leaves.append(_leaf(first if index == 0 else later, group, bottom))
        if all(lines >= LEAST_LINES for leaf in leaves for _, lines in leaf.prompts):
            return leaves
    prompt, lines = next((p, n) for leaf in leaves for p, n in leaf.prompts if n < LEAST_LINES)
    over = (LEAST_LINES - lines) * style.WRITING_LEADING
    raise too_tall(
        composer, "sheet-too-long", prompt.at, "reflection worksheet", over, prompt.words.style.leading
    )


def _groups(prompts: Sequence[AskedPrompt], count: int) -> list[Sequence[AskedPrompt]]:
    """Divide the prompts among ``count`` pages in order, as equally as possible, with more on earlier pages."""
    sizes = [len(prompts) // count + (1 if k < len(prompts) % count else 0) for k in range(count)]
    groups, first = [], 0
    for size in sizes:
        groups.append(prompts[first : first + size])
        first += size
    return groups


def _leaf(top: Stack, prompts: Sequence[AskedPrompt], bottom: float) -> Leaf:
    taken = style.TOP + top.height + BELOW_HEAD + BETWEEN_PROMPTS * (len(prompts) - 1)
    taken += sum(prompt.words.height + ABOVE_LINES for prompt in prompts)
    lines = int((bottom - taken) // style.WRITING_LEADING)
    if lines < len(prompts):
        # There is not one line for each prompt: the caller tries more pages or raises FitError.
        return Leaf(top, tuple((prompt, lines // len(prompts)) for prompt in prompts), BETWEEN_PROMPTS)
    shares = largest_remainder([prompt.weight for prompt in prompts], lines)
    # Every prompt gets three lines before weights count, so that a small weight does not cost another page.
    while min(shares) < LEAST_LINES and max(shares) > LEAST_LINES:
        shares[shares.index(max(shares))] -= 1
        shares[shares.index(min(shares))] += 1
    left = bottom - taken - sum(shares) * style.WRITING_LEADING
    between = BETWEEN_PROMPTS + max(0.0, left) / max(1, len(prompts) - 1) if len(prompts) > 1 else 0.0
    return Leaf(top, tuple(zip(prompts, shares, strict=True)), between)


def _leaf_items(leaf: Leaf, measure: float) -> list[Item]:
    x, y = style.SIDE, style.TOP
    items = leaf.head.place(x, y)
    y += leaf.head.height + BELOW_HEAD
    for prompt, lines in leaf.prompts:
        items += prompt.words.place(x, y)
        items += prompt.figure.place(x + measure, y + prompt.words.style.baseline)
        y += prompt.words.height + ABOVE_LINES
        for _ in range(lines):
            y += style.WRITING_LEADING
            items.append(Rule(x, y, x + measure, y, HAIRLINE, LINE))
        y += leaf.between
    return items


def _first_head(composer: SheetComposer, measure: float) -> Stack:
    top = head(composer, measure, _date, TOPIC_SIZES)
    introduction = composer.slot(lambda c: _introduction(c, measure))
    return Stack((StackItem(top), StackItem(introduction, BELOW_RULE)))


def _introduction(composer: DetailComposer, measure: float) -> Block:
    minutes = _minutes(composer)
    number = composer.words.number(minutes)
    text = composer.words("worksheet.lead", minutes, words=composer.words.capitalized(number))
    return composer.set.narrow(text, style.BODY, measure, composer.role("P"))


def _minutes(composer: DetailComposer) -> int:
    """Return the minutes for writing: the length of the first written reaction, or five if there is none."""
    run = composer.guide.run_of_show
    reaction = next((k for k, segment in enumerate(run) if segment.kind == "written_reaction"), None)
    return 5 if reaction is None else composer.details.segment_minutes(reaction)


def _date(composer: DetailComposer) -> FlushRight:
    """Return the date, or a labeled blank for it, beside the logo."""
    date = _date_alone(composer)
    if composer.logo is None:
        return date
    from hostkit.sheets.parts.logo_place import beside_logo

    return beside_logo(composer, date)


def _date_alone(composer: DetailComposer) -> FlushRight:
    role = composer.role("P")
    date = composer.details.date_alone
    if date:
        return flush_right(composer.set.line(date, style.QUIET_BODY, role))
    label = composer.set.line(composer.words("facts.date"), style.QUIET_BODY, role)
    blank = labeled_blank(label, DATE_BLANK, right=True)
    return FlushRight(blank.height, labeled_width(label, DATE_BLANK), blank.draw)


def _later_head(composer: Composer, measure: float) -> Stack:
    """Return the head of a further page: enough to find the sheet it belongs to."""
    guide = composer.guide
    names = [guide.series.text, guide.title.text] if guide.series else [guide.title.text]
    room = (measure - mm(6)) / 2
    left, *right = (
        composer.set.narrow(name, face, room, composer.role("P"))
        for name, face in zip(names, (style.BODY, style.QUIET_BODY), strict=False)
    )

    def draw(x: float, y: float) -> list[Item]:
        return [*left.place(x, y), *(item for block in right for item in block.place_right(x + measure, y))]

    return Stack((StackItem(Drawn(max(block.height for block in (left, *right)), draw)),))


def _share_items(composer: Composer, share: Block, height: float) -> list[Item]:
    top = height - BOTTOM - share.height
    rule = accent_rule(style.RULE_WIDTH, composer.theme.accent)
    return [
        *rule.place(style.SIDE, top - BELOW_SHARE_RULE - style.RULE_WEIGHT),
        *share.place(style.SIDE, top),
    ]


def _continues(composer: Composer, index: int, measure: float, height: float) -> list[Item]:
    side = "on_back" if composer.two_sided and index % 2 == 0 else "next_page"
    words = composer.set.line(composer.words(f"host_sheet.continues_{side}"), style.FOOTER, ARTIFACT)
    return words.place_right(style.SIDE + measure, height - style.FOOTER_BASELINE - style.FOOTER.baseline)


SHEET = Sheet(
    "reflection-worksheet",
    order=3,
    compose=compose,
    copies=lambda plan: plan.copies.worksheets,
    about="what each guest writes on",
)
