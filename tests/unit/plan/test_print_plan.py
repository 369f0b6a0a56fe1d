"""The print plan: which file, how many copies, how many sheets, which sides; and a way without a two-sided printer."""

from __future__ import annotations

from hostkit.plan.kit_plan import KitPlan
from hostkit.plan.print_plan import PrintJob, print_plan
from tests.support.guides import event, full_guide, guide, plan, questions, with_words

HOST = PrintJob("host-sheet.pdf", 2, 1, two_sided=True)
CARDS = PrintJob("question-cards.pdf", 4, 1, two_sided=True)
WORKSHEET = PrintJob("reflection-worksheet.pdf", 1, 10, two_sided=False)


def lines(plan: KitPlan, *jobs: PrintJob) -> list[str]:
    return print_plan(plan, jobs or (HOST, CARDS, WORKSHEET)).splitlines()


def row(plan: KitPlan, job: PrintJob) -> list[str]:
    """The cells of a job's line."""
    (line,) = [line for line in lines(plan, job) if job.file in line]
    return line.split("   ")


def test_sheets_of_a_job() -> None:
    assert HOST.sheets == 1
    assert CARDS.sheets == 2
    assert WORKSHEET.sheets == 10
    assert PrintJob("x", 3, 4, two_sided=True).sheets == 8, "an odd last page takes a sheet"
    assert PrintJob("x", 3, 4, two_sided=False).sheets == 12


def test_every_file_has_its_line() -> None:
    found = plan(full_guide(), event())
    assert row(found, HOST) == [
        "  host-sheet.pdf",
        "1 copy",
        "1 sheet of A4",
        "both sides, flip on long edge",
    ]
    assert row(found, CARDS)[1:3] == ["1 copy", "2 sheets of A4"]
    assert row(found, WORKSHEET)[1:] == ["10 copies", "10 sheets of A4", "one side only"]


def test_the_columns_stand_below_each_other() -> None:
    table = [line for line in lines(plan(full_guide(), event())) if ".pdf" in line]
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
    assert lines(plan(full_guide(), event()))[:2] == ["Print plan: Rest and work", "for 10 guests"]
    assert lines(plan(full_guide(), event(guests=1)))[1] == "for 1 guest"
    assert lines(plan())[1] == "for 8 guests, since their number is not known (--guests)"


def test_it_ends_with_what_to_do_without_a_two_sided_printer() -> None:
    found = lines(plan(full_guide(), event()))
    steps = [line for line in found if line.startswith("  ") and ".pdf" not in line]
    assert found[-4:] == steps
    assert [step.split(".")[0].strip() for step in steps] == ["1", "2", "3", "4"]
    assert "one sheet" in steps[0]
    assert "odd pages" in steps[1]
    assert "even pages" in steps[3]


def test_one_sided_kits_need_no_such_help() -> None:
    alone = [PrintJob(job.file, job.pages, job.copies, two_sided=False) for job in (HOST, CARDS, WORKSHEET)]
    text = "\n".join(lines(plan(full_guide(), event(), duplex="none"), *alone))
    assert "odd pages" not in text
    assert text.count("one side only") == 3
    assert "4 sheets of A4" in text


def test_spare_cells_are_counted() -> None:
    decks = {
        2: "two cuts a sheet.",
        3: "3 cells of the last sheet stay empty.",
        5: "1 cell of the last sheet stays empty.",
    }
    for count, said in decks.items():
        found = plan(guide(questions=questions(*["Why?"] * count)))
        assert [line for line in lines(found) if line.endswith(said)], count


def test_no_cards_no_cuts() -> None:
    assert not [line for line in lines(plan(), HOST) if "Cut" in line]


def test_its_words_are_the_languages() -> None:
    found = with_words(plan(), print_plan__heading="Druckplan: {title}", print_plan__paper_a4="DIN A4")
    assert lines(found)[0] == "Druckplan: Rest and work"
    assert row(found, HOST)[2] == "1 sheet of DIN A4"


def test_it_ends_with_a_line_break_and_blocks_stand_apart() -> None:
    text = print_plan(plan(), [HOST, CARDS, WORKSHEET])
    assert text.endswith(".\n")
    assert text.count("\n\n") == 3
    assert "\n\n\n" not in text
