"""Composers: objects that give the parts of a sheet their roles, typesetter, fixed words and slots.

A ``SheetComposer`` composes what all events of one shape share, and cannot read the details of an event. A
``DetailComposer`` fills a slot from the details of one event. Its reads are recorded, so that a slot is filled again
only for events in which a detail that was read differs.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from hostkit.core.characters import Phrase, has_placeholders, plain, spans
from hostkit.core.traced import Trace, watched
from hostkit.core.values import Paper
from hostkit.events.event import PrintOptions
from hostkit.guides.guide import Guide
from hostkit.guides.languages import Language, known_language, read_language
from hostkit.planning.clock import TimeWords
from hostkit.planning.details import BLANK, Details, Shape, UnknownDetailError
from hostkit.planning.kit_plan import KitPlan
from hostkit.stocks.stock import Stock
from hostkit.themes.theme import Theme
from hostkit.typesetting.display_list import Item, MisfitError, Role, Slot
from hostkit.typesetting.shaping import Spans, Style
from hostkit.typesetting.typeset import Block, Typesetter

if TYPE_CHECKING:
    from hostkit.pictures.logo import Logo

Filled = TypeVar("Filled", bound=Block)
Guarded = TypeVar("Guarded")


class Basis(NamedTuple):
    """What the sheets of all events of one shape are composed from.

    ``theme`` is how the kit looks, ``words`` are the fixed words, ``times`` writes times in them, ``set`` is the
    typesetter, and ``logo`` is the picture of who invites. ``two_sided`` tells whether sheets may be printed on both
    sides.
    """

    guide: Guide
    options: PrintOptions
    words: Language
    paper: Paper
    two_sided: bool
    times: TimeWords
    set: Typesetter
    theme: Theme
    shape: Shape
    logo: Logo | None = None


class Composer(ABC):
    """Makes roles, whose numbers run through the document, and sets texts.

    Its attributes are the fields of its ``Basis``; ``first_role`` is the number of the first role that it makes.
    """

    def __init__(self, basis: Basis, first_role: int = 1) -> None:
        self.guide, self.options, self.words, self.paper, self.two_sided = basis[:5]
        self.times, self.set, self.theme, self.shape, self.logo = basis[5:]
        self._basis = basis
        self._next_role = first_role

    def role(self, tag: str, parent: Role | None = None, alt: str = "") -> Role:
        """Return a new role, which is a separate element of the structure tree."""
        self._next_role += 1
        return Role(tag, self._next_role - 1, parent, alt)

    def list_item(self, parent: Role) -> tuple[Role, Role]:
        """Return the roles of the label and the body of a new item of the list ``parent``."""
        item = self.role("LI", parent)
        return self.role("Lbl", item), self.role("LBody", item)

    @property
    def stock(self) -> Stock:
        """The stock that cards are printed on."""
        return self.shape.stock

    def quotation_mark(self, which: str) -> str:
        """Return the ``which`` (opening or closing) quotation mark of the guide's language, which its deck is in."""
        code = known_language(self.guide.language)
        words = read_language(code) if code and code != self.words.code.split("-")[0] else self.words
        return words(f"quotation_marks.{which}")

    def makes(self, sheet: str) -> bool:
        """Tell whether a sheet of the usual kit is made: all are, unless the options list the sheets."""
        return not self.options.sheets or sheet in self.options.sheets

    @property
    def agreements(self) -> tuple[Phrase, ...]:
        """The guide's agreements, or else the standard one from the fixed words."""
        return self.guide.agreements or (Phrase(self.words("card.pass"), self.guide.title.at),)

    @property
    def prompts(self) -> tuple[tuple[str, int, Phrase], ...]:
        """The worksheet's prompts, or else one, each with its share of the lines and its text as written."""
        guide = self.guide
        if guide.worksheet:
            return tuple((self.plain(each.ask), each.lines, each.ask) for each in guide.worksheet)
        asked = next((s.ask for s in guide.run_of_show if s.kind == "written_reaction" and s.ask), None)
        return ((self.plain(asked) if asked else self.words("worksheet.prompt"), 1, asked or guide.title),)

    @abstractmethod
    def _filled_from(self) -> Details | Shape:
        """Return the object that fills in placeholders."""

    def plain(self, phrase: Phrase) -> str:
        """Return an author's text with its placeholders filled in.

        Raises UnknownDetailError for a text with placeholders that may only be composed in a slot.
        """
        if has_placeholders(phrase.text):
            return self._filled_from().plain(phrase.text)
        return plain(phrase.text, values={}, blank=BLANK)

    def emphasized(self, phrase: Phrase, style: Style) -> Spans:
        """Return a ``read`` or ``note`` text as spans, with placeholders filled in and strong parts in bold."""
        if has_placeholders(phrase.text):
            found = self._filled_from().spans(phrase.text)
        else:
            found = spans(phrase.text, values={}, blank=BLANK, emphasis=True)
        return tuple((span.text, "text-bold" if span.strong else style.face) for span in found)


class DetailComposer(Composer):
    """Composes a slot, or a sheet without slots, from the details of one event."""

    def __init__(self, basis: Basis, details: Details, first_role: int = 1) -> None:
        super().__init__(basis, first_role)
        self.details = details

    def _filled_from(self) -> Details:
        return self.details

    def on(self, stock: Stock) -> DetailComposer:
        """Return a new composer, for a separate document with cards of another stock."""
        return DetailComposer(_on(self._basis, stock), self.details)


class SheetComposer(Composer):
    """Composes what all events of one shape share, and makes slots for what differs.

    ``slots`` holds the items of each slot, and ``fillers`` what makes these items for another event, both in the order
    in which slots are placed. ``shape_reads`` records which attributes of the shape were read.
    """

    def __init__(self, basis: Basis, details: Details) -> None:
        super().__init__(basis)
        self.shape_reads: Trace = {}
        self.shape = watched(basis.shape, self.shape_reads)
        # Read here too, so that a sheet composed for the evening is never used for the day.
        self.words = self.words._replace(is_by_day=self.shape.is_by_day)
        self.slots: list[Slot] = []
        self.fillers: list[SlotFiller] = []
        self.__details = details

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            raise UnknownDetailError(
                f"{name!r} is read outside of a slot: what is composed there is printed for other events too."
            )

    def _filled_from(self) -> Shape:
        return self.shape

    def on(self, stock: Stock) -> SheetComposer:
        """Return a new composer, for a separate document with cards of another stock."""
        return SheetComposer(_on(self._basis, stock), self.__details)

    def slot(self, build: Callable[[DetailComposer], Block]) -> SlotBlock[None]:
        """Return a slot whose block ``build`` makes from the details of an event.

        ``build`` must use only the composer that it is passed and must have no side effects. The layout around the slot
        may depend only on its height.
        """
        return self.guarded_slot(build, lambda composer, block: None)

    def guarded_slot(
        self, build: Callable[[DetailComposer], Filled], guard: Callable[[DetailComposer, Filled], Guarded]
    ) -> SlotBlock[Guarded]:
        """Return a slot whose ``guarded`` value, which ``guard`` returns for its block, may be used around it.

        The slot can be filled for another event only if the height and the guarded value stay the same.
        """
        trace: Trace = {}
        first_role = self._next_role + 1
        composer = DetailComposer(self._basis, watched(self.__details, trace), first_role)
        block = build(composer)
        guarded = guard(composer, block)
        self._next_role = composer._next_role
        recipe = SlotRecipe(self._basis, first_role, build, guard, block.height, guarded)
        return SlotBlock(self.slots, self.fillers, block, guarded, recipe, trace)


class SlotRecipe(NamedTuple):
    """How a slot is filled for another event.

    ``build`` and ``guard`` are as in ``guarded_slot``; ``height`` and ``guarded`` are the values that must not change.
    The recipe refers to no composer, because a composer refers to its slots and the two would form a reference cycle.
    """

    basis: Basis
    first_role: int
    build: Callable[[DetailComposer], Any]
    guard: Callable[[DetailComposer, Any], Hashable]
    height: float
    guarded: Hashable

    def block(self, details: Details) -> Block:
        """Return the block for these details. Raises MisfitError when its height or guarded value differs."""
        composer = DetailComposer(self.basis, details, self.first_role)
        block: Block = self.build(composer)
        if block.height != self.height:
            raise MisfitError
        if self.guard(composer, block) != self.guarded:
            raise MisfitError
        return block


class SlotFiller(NamedTuple):
    """Fills a slot whose top left corner is (x, y), in points, for other events.

    ``trace`` records the details that were read for the event that the sheet was composed with.
    """

    recipe: SlotRecipe
    x: float
    y: float
    trace: Trace

    def fill(self, details: Details) -> tuple[tuple[Item, ...], Trace]:
        """Return the items for these details, and the trace of the details that were read.

        Raises MisfitError when the layout around the slot would change, and FitError when a text is too long.
        """
        trace: Trace = {}
        items = self.recipe.block(watched(details, trace)).place(self.x, self.y)
        return tuple(items), trace


class SlotBlock(Generic[Guarded]):
    """A block that depends on the event. Only its height and its guarded value can be read."""

    def __init__(
        self,
        slots: list[Slot],
        fillers: list[SlotFiller],
        block: Block,
        guarded: Guarded,
        recipe: SlotRecipe,
        trace: Trace,
    ) -> None:
        self.guarded = guarded
        self.__block, self.__recipe, self.__trace = block, recipe, trace
        self.__slots, self.__fillers = slots, fillers

    @property
    def height(self) -> float:
        """Height in points."""
        return self.__recipe.height

    def place(self, x: float, y: float) -> list[Item]:
        """Return the items with the block's top left corner at (x, y), and add them to the composer's slots."""
        items = self.__block.place(x, y)
        self.__slots.append(Slot(tuple(items)))
        self.__fillers.append(SlotFiller(self.__recipe, x, y, self.__trace))
        return items


def _on(basis: Basis, stock: Stock) -> Basis:
    return basis._replace(shape=basis.shape._replace(stock=stock))


def basis_of(plan: KitPlan) -> Basis:
    """Return the parts of a plan that are the same for all events of its shape."""
    setter, shape = Typesetter(plan.guide.language), plan.shape
    words = plan.language._replace(is_by_day=shape.is_by_day)
    paper, two_sided, times = plan.paper, plan.two_sided, plan.times
    return Basis(
        plan.guide, plan.options, words, paper, two_sided, times, setter, plan.theme, shape, plan.logo
    )


def sheet_composer(plan: KitPlan) -> SheetComposer:
    """Return the composer of a sheet with slots."""
    return SheetComposer(basis_of(plan), plan.details)


def detail_composer(plan: KitPlan) -> DetailComposer:
    """Return the composer of a sheet without slots."""
    return DetailComposer(basis_of(plan), plan.details)
