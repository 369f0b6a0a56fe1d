"""A kit: three files and a print plan, all of it or none; which sheets, which words, which warnings."""

from __future__ import annotations

import gc

import pytest

from hostkit.core.errors import NOWHERE, HostkitError, Problem, SourceError, UsageError
from hostkit.events.event import Event, PrintOptions
from hostkit.files import sign_text
from hostkit.guides.guide import Guide, Round
from hostkit.kit import Kit, KitMaker, language_of, make_kit, plan_of, wanted_sheets
from hostkit.planning.print_plan import BOTH_SIDES, ONE_SIDE, PRINT_PLAN, PrintJob, print_plan
from hostkit.sheets import sheets
from hostkit.stocks.stock import default_stock
from tests.support.guides import (
    NOTHING_KNOWN,
    event,
    full_guide,
    guide,
    male_allies,
    phrase,
    questions,
    words,
)

ALL = ("host-sheet.pdf", "question-cards.pdf", "reflection-worksheet.pdf", PRINT_PLAN)


def kit(made: Guide | None = None, its: Event = NOTHING_KNOWN, **options: object) -> Kit:
    return make_kit(made or guide(), its, PrintOptions(**options))  # type: ignore[arg-type]


def test_a_kit_is_three_files_and_a_print_plan() -> None:
    made = kit()
    assert tuple(made.files) == ALL
    for name in ALL[:3]:
        assert made.files[name].startswith(b"%PDF-1.7")
    assert made.print_plan in made.files[PRINT_PLAN].decode()


def test_kits_leave_nothing_to_the_garbage_collector() -> None:
    """Circles of objects stay until the collector comes; a season of kits is quicker, and smaller, without them."""
    maker, options = KitMaker(), PrintOptions()
    events = [event(), event(host=phrase(words(12))), event(place=phrase("Łódź"), group_url=None)]
    for its in events:
        maker.make(male_allies(), its, options)
    gc.collect()
    gc.disable()
    try:
        for made in (male_allies(), full_guide(), male_allies(), guide(), full_guide(), guide()):
            for its in events:
                maker.make(made, its, options)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_only_the_sheets_asked_for_are_made_in_the_order_of_a_kit() -> None:
    made = kit(sheets=("reflection-worksheet", "host-sheet"))
    assert tuple(made.files) == ("host-sheet.pdf", "reflection-worksheet.pdf", PRINT_PLAN)
    assert "question-cards" not in made.print_plan
    assert "Cut" not in made.print_plan


def test_what_goes_with_a_sheet_is_signed_if_it_is_a_text_and_left_as_it_is_if_it_is_bytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worksheet = sheets()["reflection-worksheet"]
    dry = Problem("pens-dry", NOWHERE, "place cards: the pens are dry.")
    place_cards = worksheet._replace(
        name="place-cards",
        copies=lambda plan: 3,
        extras=lambda plan: {"a.txt": plan.guide.title.text, "b.ics": b"\r\n\xff"},
        warnings=lambda plan: [dry],
        stock=lambda plan: default_stock(plan.paper.name),
    )
    monkeypatch.setattr("hostkit.kit.sheets", lambda names=None: {**sheets(), "place-cards": place_cards})
    made = kit(sheets=("place-cards", "question-cards"), stock="avery-l7418")
    names = ("question-cards.pdf", "place-cards.pdf", "a.txt", "b.ics", PRINT_PLAN)
    assert tuple(made.files) == names
    assert made.files["a.txt"] == sign_text("Rest and work")
    assert made.files["b.ics"] == b"\r\n\xff"
    assert made.warnings == (dry,)
    assert "Cut place-cards.pdf along the hairlines, 2 cuts per sheet." in made.print_plan
    assert "3 sheets of A4" in made.print_plan
    assert kit(sheets=("question-cards",)).warnings == ()


def test_a_sheet_that_there_is_not_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UsageError) as caught:
        wanted_sheets(("host-shet",))
    assert "--sheets" in str(caught.value)
    assert '"host-shet"' in str(caught.value)
    assert 'Did you mean "host-sheet" (what the host reads and does)?' in str(caught.value)
    assert caught.value.exit_code == 2


def test_the_usual_sheets_are_made_when_none_is_named() -> None:
    assert [sheet.name for sheet in wanted_sheets(None)] == [name.removesuffix(".pdf") for name in ALL[:3]]


@pytest.mark.parametrize(
    ("named", "made"),
    [
        (("usual",), ("host-sheet", "question-cards", "reflection-worksheet")),
        (("door-sign", "usual"), ("host-sheet", "question-cards", "reflection-worksheet", "door-sign")),
        (("all",), tuple(sheets())),
        (("all", "host-sheet"), tuple(sheets())),
    ],
)
def test_a_set_is_named_as_a_sheet_is(named: tuple[str, ...], made: tuple[str, ...]) -> None:
    assert tuple(sheet.name for sheet in wanted_sheets(named)) == made
    assert set(plan_of(guide(), event(), PrintOptions(sheets=named)).options.sheets or ()) == set(made)


def test_the_print_plan_counts_pages_as_they_are() -> None:
    made = kit(male_allies(), event(guests=10))
    plan = plan_of(male_allies(), event(guests=10), PrintOptions())
    jobs = [
        PrintJob(ALL[0], 2, 1, BOTH_SIDES),
        PrintJob(ALL[1], 4, 1, BOTH_SIDES, of_cards=True),
        PrintJob(ALL[2], 1, 10, ONE_SIDE),
    ]
    assert made.print_plan == print_plan(plan, jobs)


def test_one_sided_kits_say_so_for_every_file() -> None:
    made = kit(male_allies(), event(), duplex="none")
    assert made.print_plan.count("one side only") == 3
    assert "both sides" not in made.print_plan


def test_what_was_left_blank_is_named() -> None:
    assert ("date", "date") in kit().left_blank
    assert kit(full_guide(), event()).left_blank == ()


def test_too_little_time_is_one_warning_with_what_fits_and_what_to_leave_out() -> None:
    (warning,) = kit(full_guide(), event(guests=20, minutes=100)).warnings
    assert str(warning) == (
        "Each of 20 guests has 30 seconds for a question and 30 seconds in the part closing round: hardly time to "
        "speak. Give the evening more minutes (--minutes). 2 questions fit into the time: leave out questions 2 and 3."
    )
    assert warning.values["leave_out"] == [2, 3]
    assert kit(guide(), event(guests=12)).warnings == ()
    (warning,) = kit(guide(), event(guests=14)).warnings
    assert "leave out" not in str(warning)
    assert "closing round" in str(warning)
    (warning,) = kit(guide(), event(guests=40)).warnings
    assert "introductions" in str(warning)
    assert "One question fits into the time: leave out questions 2 and 3." in str(warning)


@pytest.mark.parametrize(("guests", "leave_out"), [(8, None), (10, [4]), (12, [4, 5]), (30, [2, 3, 4, 5, 6])])
def test_questions_marked_to_be_skipped_go_first_and_the_ends_last(
    guests: int, leave_out: list[int] | None
) -> None:
    asked = questions(*["Why?"] * 6)
    made = guide(questions=(*asked[:3], asked[3]._replace(skip_if_late=True), *asked[4:]))
    found = [warning for warning in kit(made, event(guests=guests)).warnings if "leave_out" in warning.values]
    assert [warning.values["leave_out"] for warning in found] == ([leave_out] if leave_out else [])


@pytest.mark.parametrize(
    ("choose", "is_hurried"), [("any", False), ("one", False), ("all", True), (None, True)]
)
def test_a_round_to_choose_from_is_one_question_for_each_guest(choose: str | None, is_hurried: bool) -> None:
    rounds = (Round(phrase("Now"), 1, 6, choose=choose), Round(phrase("Later"), 7, 7))
    made = guide(questions=questions(*["Why?"] * 7), rounds=rounds)
    assert bool(kit(made, event(guests=10)).warnings) == is_hurried


def test_rounds_to_choose_from_leave_no_question_to_leave_out() -> None:
    rounds = (Round(phrase("Now"), 1, 2, choose="any"), Round(phrase("Later"), 3, 3, choose="one"))
    made = guide(questions=questions(*["Why?"] * 3), rounds=rounds)
    (warning,) = [each for each in kit(made, event(guests=40)).warnings if "suits" in each.values]
    assert warning.values["leave_out"] == []
    assert "more minutes" in str(warning)
    assert "leave out" not in str(warning)


def test_paper_and_stock() -> None:
    letter = plan_of(guide(), NOTHING_KNOWN, PrintOptions(paper="letter"))
    assert (letter.paper.name, letter.stock.name) == ("letter", "quarter-letter")
    named = plan_of(guide(), NOTHING_KNOWN, PrintOptions(stock="quarter-letter", paper="letter"))
    assert named.stock.name == "quarter-letter"
    with pytest.raises(HostkitError):
        plan_of(guide(), NOTHING_KNOWN, PrintOptions(stock="no-such-stock"))


def test_the_words_are_in_the_language_asked_for_else_the_guides() -> None:
    assert language_of(guide(), PrintOptions()).code == "en"
    assert language_of(guide()._replace(language="en-GB"), PrintOptions()).code == "en"
    assert language_of(guide()._replace(language="xx"), PrintOptions(language="en")).code == "en"


@pytest.mark.parametrize(
    ("own", "asked", "is_mixed"),
    [
        ("en", "de", True),
        ("de", "en", True),
        ("en-GB", "en", False),
        ("en", None, False),
        ("es", "es", False),
    ],
)
def test_fixed_words_in_another_language_than_the_guides_are_warned_of(
    own: str, asked: str | None, is_mixed: bool
) -> None:
    made = make_kit(full_guide()._replace(language=own), event(), PrintOptions(language=asked))
    assert any(warning.code == "languages-mixed" for warning in made.warnings) is is_mixed
    if is_mixed:
        wrong = f'The fixed words are in the language "{asked}", the guide\'s own in "{own}".'
        assert wrong in map(str, made.warnings)


def test_a_language_without_words_has_those_in_english_and_a_warning() -> None:
    made = make_kit(full_guide()._replace(language="xx"), event(), PrintOptions())
    (warning,) = (str(warning) for warning in made.warnings if warning.code == "languages-mixed")
    assert language_of(guide()._replace(language="xx"), PrintOptions()).code == "en"
    assert 'The fixed words are in the language "en", the guide\'s own in "xx".' in warning
    assert "choose others with --language de, en, es, fr, pl, pt-BR, tr, uk" in warning


def test_characters_are_checked_before_anything_is_composed() -> None:
    with pytest.raises(SourceError, match="CJK UNIFIED IDEOGRAPH"):
        plan_of(guide(title=phrase("安")), NOTHING_KNOWN, PrintOptions())
    with pytest.raises(SourceError, match="CJK UNIFIED IDEOGRAPH"):
        plan_of(guide(), event(place=phrase("安")), PrintOptions())


def test_what_does_not_fit_ends_the_whole_kit() -> None:
    with pytest.raises(HostkitError, match="does not fit"):
        kit(guide(questions=questions(words(150), "Why?")))


def test_the_same_kit_has_the_same_bytes_whatever_was_made_before() -> None:
    first = kit(full_guide(), event()).files
    kit(male_allies(), NOTHING_KNOWN, paper="letter")
    assert kit(full_guide(), event()).files == first


def test_an_invitation_has_the_same_bytes_whatever_is_made_with_it_and_was_made_before() -> None:
    """It has no slots: made anew for each event, it draws other letters than the sheets beside it."""
    its, options = (
        event(place=phrase("Zoë’s loft, 3rd floor")),
        PrintOptions(sheets=("invitation", "host-sheet")),
    )
    maker, made_for = KitMaker(), male_allies()
    maker.make(made_for, event(place=phrase("Quay 9, Xanten")), options)
    after = maker.make(made_for, its, options).files["invitation.pdf"]
    assert after == make_kit(made_for, its, options).files["invitation.pdf"]
    assert after == make_kit(made_for, its, PrintOptions(sheets=("invitation",))).files["invitation.pdf"]
