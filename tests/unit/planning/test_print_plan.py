"""The print plan: which file, how many copies, how many sheets, which sides; cutting, folding, and feeding by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostkit.events.event import Event, PrintOptions
from hostkit.kit import make_kit
from hostkit.planning.kit_plan import KitPlan
from hostkit.planning.print_plan import BOTH_SIDES, BY_HAND, ONE_SIDE, SHOP, SHORT_EDGE, PrintJob, print_plan
from tests.support.guides import event, full_guide, guide, plan, questions, with_words

HOST = PrintJob("host-sheet.pdf", 2, 1, BOTH_SIDES)
CARDS = PrintJob("question-cards.pdf", 4, 1, BOTH_SIDES, of_cards=True)
WORKSHEET = PrintJob("reflection-worksheet.pdf", 1, 10, ONE_SIDE)


def lines(plan: KitPlan, *jobs: PrintJob) -> list[str]:
    return print_plan(plan, jobs or (HOST, CARDS, WORKSHEET)).splitlines()


def row(plan: KitPlan, job: PrintJob) -> list[str]:
    """The cells of a job's line."""
    (line,) = [line for line in lines(plan, job) if line.startswith(f"  {job.file} ")]
    return line.split("   ")


def steps(found: list[str], heading: str) -> list[str]:
    """The numbered steps below a heading, which are all there is below it."""
    begin = found.index(heading) + 1
    end = found.index("", begin) if "" in found[begin:] else len(found)
    assert [line.split(". ")[0] for line in found[begin:end]] == [f"  {k}" for k in range(1, end - begin + 1)]
    return [line.split(". ", 1)[1] for line in found[begin:end]]


@pytest.mark.parametrize(
    ("pages", "copies", "how", "sheets"),
    [(2, 1, BOTH_SIDES, 1), (4, 1, BOTH_SIDES, 2), (3, 4, BOTH_SIDES, 8), (4, 1, SHORT_EDGE, 2), (6, 1, BY_HAND, 3),
     (1, 10, ONE_SIDE, 10), (3, 4, ONE_SIDE, 12), (12, 1, SHOP, 0)],
)  # fmt: skip
def test_sheets_of_a_job(pages: int, copies: int, how: str, sheets: int) -> None:
    """An odd last page takes a sheet of its own, in every copy; a print shop brings its own paper."""
    assert PrintJob("x", pages, copies, how).sheets == sheets


def test_every_file_has_its_line() -> None:
    found = plan(full_guide(), event())
    assert row(found, HOST) == [
        "  host-sheet.pdf",
        "1 copy",
        "1 sheet of A4",
        "both sides, flip on long edge",
    ]
    assert row(found, CARDS)[1:] == ["1 copy", "2 sheets of A4", "both sides, flip on long edge"]
    assert row(found, WORKSHEET)[1:] == ["10 copies", "10 sheets of A4", "one side only"]


@pytest.mark.parametrize(
    ("how", "sheets", "said"),
    [
        (BOTH_SIDES, 2, "both sides, flip on long edge"),
        (SHORT_EDGE, 2, "both sides, flip on short edge"),
        (BY_HAND, 2, "both sides by hand, see below"),
        (ONE_SIDE, 4, "one side only"),
    ],
)
def test_how_each_file_is_printed_is_said_in_its_line(how: str, sheets: int, said: str) -> None:
    found = plan(full_guide(), event())
    assert row(found, _cards(how))[2:] == [f"{sheets} sheets of A4", said]


def _cards(how: str) -> PrintJob:
    return PrintJob(CARDS.file, CARDS.pages, 1, how, of_cards=True)


def test_cards_for_a_print_shop_take_no_paper_here() -> None:
    found = plan(full_guide(), event(), impose="none")
    assert row(found, _cards(SHOP)) == [
        "  question-cards.pdf",
        "for a print shop: one card per page, see order.txt",
    ]
    text = "\n".join(lines(found, HOST, _cards(SHOP)))
    assert "Cut" not in text
    assert "cell" not in text


def test_cards_for_a_print_shop_alone_need_no_printer() -> None:
    found = lines(plan(full_guide(), event(), impose="none"), _cards(SHOP))
    assert len(found) == 5
    assert not [line for line in found if "actual size" in line]


def test_the_columns_stand_below_each_other() -> None:
    table = [line for line in lines(plan(full_guide(), event())) if line.startswith("  ") and ".pdf" in line]
    assert len(table) == 3
    assert len({line.index("cop") - len(line.split("cop")[0].split("  ")[-1]) for line in table}) == 1
    assert all(line == line.rstrip() for line in table)


def test_paper_and_actual_size_are_named() -> None:
    for paper, name in (("a4", "A4"), ("letter", "Letter")):
        text = "\n".join(lines(plan(full_guide(), event(), paper=paper)))
        assert "actual size" in text
        assert f"on {name}." in text
        assert f"1 sheet of {name}" in text


def test_it_begins_with_the_topic_and_the_guests() -> None:
    assert lines(plan())[:2] == [
        "Print plan: Rest and work",
        "for 8 guests, because their number is not known (--guests)",
    ]
    assert lines(plan(event=Event(guests=1)))[1] == "for 1 guest"


def test_it_names_the_evening_where_that_is_known() -> None:
    """Plans of one topic are told apart by it on a table full of paper."""
    known = event()
    assert lines(plan(full_guide(), known))[1:3] == [
        "Thursday, 14 January 2027, 12 Mill Lane",
        "for 10 guests",
    ]
    assert lines(plan(full_guide(), known._replace(place=None)))[1] == "Thursday, 14 January 2027"
    assert lines(plan(full_guide(), known._replace(date=None)))[1] == "12 Mill Lane"


# Without a two-sided printer


NO_DUPLEX = "Without a two-sided printer, for each file to be printed on both sides:"
HANDS = "Both sides by hand:"


@pytest.mark.parametrize("how", [BOTH_SIDES, SHORT_EDGE])
def test_it_ends_with_what_to_do_without_a_two_sided_printer(how: str) -> None:
    found = lines(plan(full_guide(), event()), _cards(how), WORKSHEET)
    told = steps(found, NO_DUPLEX)
    assert len(told) == 4
    assert found[-1].endswith(told[-1])
    assert "one sheet" in told[0]
    assert "odd pages" in told[1]
    assert "even pages" in told[3]
    assert HANDS not in found


def test_one_sided_kits_need_no_such_help() -> None:
    alone = [
        PrintJob(job.file, job.pages, job.copies, ONE_SIDE, job.of_cards) for job in (HOST, CARDS, WORKSHEET)
    ]
    text = "\n".join(lines(plan(full_guide(), event(), duplex="none"), *alone))
    assert "odd pages" not in text
    assert "by hand" not in text
    assert text.count("one side only") == 3
    assert "4 sheets of A4" in text


@pytest.mark.parametrize(
    ("pages", "fronts", "backs"),
    [(2, "1 to 1", "2 to 2"), (4, "1 to 2", "3 to 4"), (10, "1 to 5", "6 to 10")],
)
def test_by_hand_fronts_and_backs_are_named_by_their_pages(pages: int, fronts: str, backs: str) -> None:
    job = PrintJob("question-cards.pdf", pages, 1, BY_HAND, of_cards=True)
    found = lines(plan(full_guide(), event(), duplex="manual"), job, WORKSHEET)
    trial, first, turn, second = steps(found, HANDS)
    assert "two sheets first" in trial, "one sheet cannot come out in the wrong order"
    assert first == f"Print pages {fronts} of question-cards.pdf, the fronts."
    assert "the last sheet is fed first" in turn
    assert "its empty side to be printed" in turn
    assert "its top edge leading" in turn
    assert second == f"Print pages {backs}, the backs. The last sheet’s back comes first."
    assert NO_DUPLEX not in found


def test_by_hand_and_without_duplex_may_both_be_needed() -> None:
    found = lines(plan(full_guide(), event()), HOST, _cards(BY_HAND))
    assert found.index(HANDS) < found.index(NO_DUPLEX)


# What is done with the sheets of cards


def cards_said(**options: object) -> list[str]:
    """What the plan of a whole kit says after the paper, up to the next block."""
    found = make_kit(full_guide(), event(), PrintOptions(**options)).print_plan.splitlines()  # type: ignore[arg-type]
    (begin,) = [k for k, line in enumerate(found) if "actual size" in line]
    return found[begin + 1 : found.index("", begin) if "" in found[begin:] else None]


CUT = "Cut the cards along the hairlines, 2 cuts per sheet."
SPARE = "2 spare cards are thank-you cards and cards for a question of your own."
FIRST_USED = "The first sheet of cards is one you have used:"


def test_plain_paper_is_cut() -> None:
    for duplex in ("long", "short", "manual"):
        assert cards_said(duplex=duplex) == [CUT, SPARE]
    assert cards_said(duplex="none") == [CUT], "eight cards with the backs of both ends"
    assert cards_said(stock="a7-8up")[0] == "Cut the cards along the hairlines, 4 cuts per sheet."


def test_equal_cards_of_another_sheet_are_cut_whatever_the_deck_is_printed_on() -> None:
    other = PrintJob("place-cards.pdf", 1, 3, ONE_SIDE, cuts=2)
    own = "Cut place-cards.pdf along the hairlines, 2 cuts per sheet."
    assert lines(plan(full_guide(), event()), CARDS, other)[8:11] == [
        CUT,
        SPARE,
        own,
    ]
    stock = plan(full_guide(), event(), stock="avery-l7418")
    assert row(stock, other)[1:] == ["3 copies", "3 sheets of A4", "one side only"]
    assert lines(stock, other)[-1] == own
    assert "avery" not in "".join(lines(stock, other))
    assert "place-cards" not in "".join(lines(stock, PrintJob(other.file, 1, 3, ONE_SIDE))[6:])


def own_stock(folder: Path, columns: int, rows: int, **lengths: float) -> str:
    """The path of a file of plain A4: measures of the card, of the first one's corner and of the gap, in mm."""
    width, height, left, top, gap = (
        lengths.get(name, 0) for name in ("width", "height", "left", "top", "gap")
    )
    path = folder / "own.yaml"
    path.write_text(
        f"paper: a4\ncard: {{width: {width} mm, height: {height} mm}}\nfirst: {{left: {left} mm, top: {top} mm}}\n"
        f"pitch: {{across: {width + gap} mm, down: {height + gap} mm}}\n"
        f"grid: {{columns: {columns}, rows: {rows}}}\nplain: yes\nsource: made up\n",
        encoding="utf-8",
    )
    return str(path)


@pytest.mark.parametrize(
    ("lengths", "cuts"),
    [
        ({"width": 105, "height": 74.25}, 1 + 3),
        ({"width": 85, "height": 60, "left": 20, "top": 20}, 3 + 5),
        ({"width": 85, "height": 60, "left": 15, "top": 15, "gap": 5}, 4 + 8),
        ({"width": 105, "height": 60, "top": 20}, 1 + 5),
    ],
    ids=["edge to edge", "waste", "gaps", "waste above and below"],
)
def test_every_cut_counts_those_in_the_waste_too(
    tmp_path: Path, lengths: dict[str, float], cuts: int
) -> None:
    (said, *_) = cards_said(stock=own_stock(tmp_path, 2, 4, **lengths))
    assert said.endswith(f" {cuts} cuts per sheet.")


def test_single_cards_as_large_as_the_paper_go_to_a_print_shop_too(tmp_path: Path) -> None:
    stock = own_stock(tmp_path, 1, 1, width=210, height=297)
    made = make_kit(full_guide(), event(), PrintOptions(stock=stock, impose="none"))
    assert "for a print shop: one card per page, see order.txt" in made.print_plan
    assert "Cut the cards" not in made.print_plan


def test_folded_sheets_are_folded_before_they_are_cut() -> None:
    (said,) = cards_said(duplex="fold")
    assert said == (
        "Fold each sheet of cards along the long hairline, so that the backs lie behind the fronts, "
        "then cut between cards that share a sheet."
    )


def test_stock_that_is_cut_already_is_named_where_it_is_loaded() -> None:
    (said, spare) = cards_said(stock="avery-l7418", paper="a4")
    assert said == "Load sheets of avery-l7418 for the cards, and separate the cards after printing."
    assert spare == SPARE
    found = plan(full_guide(), event(), stock="avery-l7418")
    assert row(found, CARDS)[2] == "2 sheets of avery-l7418"
    assert row(found, HOST)[2] == "1 sheet of A4"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({}, [SPARE]),
        ({"spare": "empty"}, ["2 spaces on the last sheet of cards stay empty."]),
        (
            {"skip": 1},
            [f"{FIRST_USED} 1 space is gone.", "1 spare card is a thank-you card to fill in and give away."],
        ),
        ({"skip": 2}, [f"{FIRST_USED} 2 spaces are gone."]),
        ({"copies": 2}, []),
        ({"copies": 3}, [SPARE]),
    ],
    ids=str,
)
def test_spare_and_used_cells_are_counted(options: dict[str, object], said: list[str]) -> None:
    assert cards_said(**options) == [CUT, *said]


def test_at_most_four_spare_cells_are_filled() -> None:
    found = plan(full_guide(), event(), stock="a7-8up", skip=3)
    assert found.copies.spare_cells == 7
    assert cards_said(stock="a7-8up", skip=3)[2:] == [
        SPARE.replace("2", "4"),
        "3 spaces on the last sheet of cards stay empty.",
    ]


def test_no_cards_no_cuts() -> None:
    assert not [line for line in lines(plan(), HOST) if "Cut" in line]
    assert not [line for line in lines(plan(duplex="fold"), HOST) if "Fold" in line]
    assert not [line for line in lines(plan(skip=1), HOST) if "cell" in line]


def test_the_whole_kit_says_of_every_file_how_it_is_printed() -> None:
    """Host sheet and worksheet are printed as the printer can; only cards go through by hand, or are folded."""
    told = {
        "long": ["both sides, flip on long edge", "both sides, flip on long edge", "one side only"],
        "short": ["both sides, flip on long edge", "both sides, flip on short edge", "one side only"],
        "manual": ["one side only", "both sides by hand, see below", "one side only"],
        "fold": ["one side only", "one side only", "one side only"],
        "none": ["one side only", "one side only", "one side only"],
    }
    for duplex, hows in told.items():
        found = make_kit(full_guide(), event(), PrintOptions(duplex=duplex)).print_plan.splitlines()
        table = [line for line in found if line.startswith("  ") and ".pdf  " in line]
        assert [line.rsplit("   ", 1)[1] for line in table] == hows, duplex


# Words and form


def test_its_words_are_the_languages() -> None:
    found = with_words(plan(), print_plan__heading="Druckplan: {title}", print_plan__paper_a4="DIN A4")
    assert lines(found)[0] == "Druckplan: Rest and work"
    assert row(found, HOST)[2] == "1 sheet of DIN A4"


def test_it_ends_with_a_line_break_and_blocks_stand_apart() -> None:
    text = print_plan(plan(), [HOST, CARDS, WORKSHEET])
    assert text.endswith(".\n")
    assert text.count("\n\n") == 3
    assert "\n\n\n" not in text
    alone = print_plan(plan(guide(questions=questions("Why?", "Who?")), duplex="none"), [WORKSHEET])
    assert alone.count("\n\n") == 2


@pytest.mark.parametrize(
    "jobs", [(HOST,), (CARDS,), (WORKSHEET,), (CARDS, WORKSHEET), (HOST, CARDS, WORKSHEET)]
)
def test_the_plan_speaks_only_of_sheets_in_the_kit(jobs: tuple[PrintJob, ...]) -> None:
    text = print_plan(plan(guide()), jobs)
    for job, words in {HOST: "host sheet", CARDS: "cards", WORKSHEET: "worksheet"}.items():
        assert (words in text) == (job in jobs)


def test_a_printers_correction_is_told() -> None:
    said = "The cards are corrected for the printer den; print them on no other."
    corrected = plan(guide(), printer="den")
    assert said in lines(corrected)
    assert said not in lines(corrected, HOST)
    assert said not in lines(plan(guide()))
