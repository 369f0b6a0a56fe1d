"""The run sheet: what to buy adds up, every event is there, nothing overlaps, and it is in words of the language."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from typing import TypeAlias

import pytest

from hostkit.batch.run_sheet import compose_run_sheet
from hostkit.batch.season import PrintedFile, Season, SeasonEvent
from hostkit.core.values import PAPERS
from hostkit.guides.languages import MONTHS, NUMBER_WORDS, WEEKDAYS, Language, read_language
from hostkit.pdf import draw_document
from hostkit.planning.clock import TimeWords
from hostkit.planning.print_plan import BOTH_SIDES, ONE_SIDE, SHOP
from hostkit.typesetting.display_list import Box, Document, Fill, TextRun
from tests.support.measure import path, runs, said

LONG = "Money and what it means between people who love each other and have not talked about it for years"


def entry(number: int, sheets: tuple[tuple[str, int], ...] = (("a4", 11),), **fields: object) -> SeasonEvent:
    """Return an event whose kit takes these sheets; three of A4 are printed on both sides."""
    day = datetime.date(2027, 1, 1) + datetime.timedelta(days=number)
    kit = [PrintedFile("host-sheet.pdf", "a4", 3, BOTH_SIDES)] if sheets else []
    kit += [PrintedFile("x.pdf", paper, count - 3 * (paper == "a4"), ONE_SIDE) for paper, count in sheets]
    return SeasonEvent(f"evening-{number}", day, "Male allies", tuple(kit))._replace(**fields)  # type: ignore[arg-type]


def composed(
    *entries: SeasonEvent, refused: int = 0, paper: str = "a4", words: Language | None = None, hours: int = 24
) -> list[Document]:
    times = TimeWords(words or read_language("en"), hours)
    return list(compose_run_sheet(Season(entries, refused), times, PAPERS[paper]))


def lines(documents: list[Document]) -> list[str]:
    return [text for document in documents for text in said(document)]


def test_it_says_what_to_buy_in_all_and_for_each_event() -> None:
    mixed = (("a4", 9), ("avery-5388", 2))
    told = lines(composed(entry(0), entry(1, mixed), entry(2, mixed)))
    for text in (
        "Run sheet", "3 events, 1 January 2027 to 3 January 2027", "To buy",
        "29", "sheets of A4, 9 of them printed on both sides", "4", "sheets of avery-5388", "Avery 5388, 8388",
        "Time", "Topic", "Host, Place", "Sheets", "Printed", "Handed over", "Friday, 1 January 2027", "Male allies",
        "evening-0", "11 A4", "9 A4", "2 avery-5388",
    ):  # fmt: skip
        assert text in told, (text, told)


def test_paper_that_is_all_printed_on_both_sides_says_so() -> None:
    assert "sheets of A4, printed on both sides" in lines(composed(entry(0, (("a4", 3),))))


def test_an_event_is_told_by_its_time_its_folder_its_host_and_its_place() -> None:
    known = entry(0, place="Library, back room", host="Ana", guests=8, start=19 * 60, minutes=90)
    told = lines(composed(known, entry(1, guests=1), entry(2, host="Bea")))
    for text in (
        "19:00",
        "– 20:30",
        "evening-0",
        "Ana, 8 guests",
        "Library, back room",
        "1 guest",
        "Bea",
        "evening-2",
    ):
        assert text in told, (text, told)
    assert {"7:00", "– 8:30 pm"} <= set(lines(composed(known, hours=12)))


def test_sheets_of_one_paper_are_a_number() -> None:
    told = lines(composed(entry(0), entry(1)))
    assert told.count("A4") == 1
    assert told.count("11") == 2


def test_each_evening_to_print_has_squares_to_tick() -> None:
    off = entry(3, canceled=True)
    (document,) = composed(entry(0), entry(1), entry(2, ()), off)
    boxes = [item for page in document.pages for item in page.items if isinstance(item, Box)]
    assert len(boxes) == 2 * 2
    assert {"no kit yet", "canceled"} <= set(lines([document]))


def test_a_day_is_said_once_and_printed_on_each_page_of_it() -> None:
    (document,) = composed(*(entry(0, id=f"evening-{k}") for k in range(30)))
    days = [run.role for page in document.pages for run in runs(page) if run.text.startswith("Friday")]
    assert len(days) == len(document.pages) > 1
    assert [role.tag == "P" for role in days] == [True] + [False] * (len(days) - 1)
    heads = [run.text for page in document.pages for run in runs(page) if run.text.startswith("Printed")]
    assert len(heads) == len(document.pages)


def test_what_has_no_kit_is_named_and_not_counted() -> None:
    told = lines(composed(entry(0), entry(1, ()), refused=2))
    assert "no kit yet" in told
    assert "3 events are not counted: they have no kits made from the current table." in told
    assert "evening-1, ..." in told
    assert "sheets of A4, 3 of them printed on both sides" in told
    assert not any("too long" in text for text in told)


def test_rows_that_were_refused_are_named_where_their_ids_are_known() -> None:
    season = Season((entry(0), entry(1, ())), 2, ("evening-8", "evening-9"))
    told = lines(list(compose_run_sheet(season, TimeWords(read_language("en"), 24), PAPERS["a4"])))
    assert "evening-1, evening-8, evening-9" in told


def test_cards_for_a_print_shop_are_mentioned() -> None:
    assert "The cards of 1 event are for a print shop." in lines(
        composed(entry(0, kit=(PrintedFile("question-cards.pdf", "a4", 0, SHOP),)))
    )


def test_kits_for_a_number_of_guests_that_nobody_gave_are_mentioned() -> None:
    unknown = (entry(0, assumed=True), entry(1), entry(2, (), assumed=True))
    assert "1 event gives no number of guests and is counted for 8." in lines(composed(*unknown))
    assert not any("no number" in text for text in lines(composed(*unknown[1:])))


def test_a_stock_is_named_as_in_shops_where_that_is_known() -> None:
    told = lines(composed(entry(0, (("a4", 11), ("avery-5388", 2), ("my-own.yaml", 1)))))
    assert told[told.index("sheets of avery-5388") + 1] == "Avery 5388, 8388"
    assert "sheet of my-own.yaml" in told


def test_many_papers_are_named_in_each_row() -> None:
    told = lines(composed(*(entry(k, (("a4", k + 1), (f"stock-{k}", 2))) for k in range(4))))
    assert "Sheets" in told
    assert {"4 A4", "2 stock-3"} <= set(told)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_events_are_said_as_one_would(count: int) -> None:
    told = lines(composed(*(entry(0)._replace(id=f"e{k}") for k in range(count))))
    assert ["0 events", "1 event, 1 January 2027", "2 events, 1 January 2027"][count] in told


def test_an_event_without_a_date_says_so() -> None:
    assert "no date" in lines(composed(entry(0, date=None)))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("papers", [1, 5])
@pytest.mark.parametrize(("code", "hours"), [("en", 24), ("es", 12), ("de", 24), ("fr", 24)])
def test_nothing_overlaps_and_nothing_leaves_the_page(paper: str, papers: int, code: str, hours: int) -> None:
    sheets = tuple(
        (name, 1234) for name in ("a4", "avery-c32011", "eighth-letter", "letter", "a7-8up")[:papers]
    )
    entries = [
        entry(
            k // 3, sheets, title=(LONG if k % 3 else "Rest"), id=f"{'evening-with-a-long-name-' * (k % 4)}{k}",
            host=("Ana", LONG, "")[k % 3], place=("", LONG)[k % 2], guests=k or None, start=(None, 1140)[k % 2],
        )
        for k in range(60)
    ]  # fmt: skip
    (document,) = composed(*entries, paper=paper, words=read_language(code), hours=hours)
    assert len(document.pages) > 2
    for page in document.pages:
        boxes = [_box(run) for run in runs(page)]
        for left, top, right, bottom in boxes:
            assert left >= 50
            assert top >= 40
            assert right <= page.width - 50
            assert bottom <= page.height - 30
        for item in page.items:
            if isinstance(item, Fill) and item.height > 20:
                spine = item.x, item.y, item.x + item.width, item.y + item.height
                assert not any(_overlap(spine, box) for box in boxes)
        for number, a in enumerate(boxes):
            assert not [b for b in boxes[number + 1 :] if _overlap(a, b)]


_Rectangle: TypeAlias = tuple[float, float, float, float]


def _overlap(a: _Rectangle, b: _Rectangle) -> bool:
    return not (a[2] <= b[0] + 0.01 or b[2] <= a[0] + 0.01 or a[3] <= b[1] or b[3] <= a[1])


def _box(run: TextRun) -> _Rectangle:
    # A space at the end of a line hangs over it and is not seen.
    hanging = run.glyphs[-1].advance * run.size / 1000 if run.glyphs[-1].text == " " else 0.0
    return run.x, run.y - 0.7 * run.size, run.x + run.width - hanging, run.y + 0.2 * run.size


def test_every_event_is_there_once_and_in_order_however_many() -> None:
    documents = composed(*(entry(k) for k in range(2300)))
    assert len(documents) == 5
    told = " ".join(lines(documents))
    assert re.findall(r"evening-(\d+)", told) == [str(k) for k in range(2300)]
    pages = [run.text for document in documents for page in document.pages for run in runs(page)]
    numbers = [int(found[1]) for text in pages if (found := re.fullmatch(r"Run sheet, page (\d+)", text))]
    assert numbers == list(range(1, sum(len(document.pages) for document in documents) + 1))


def test_it_is_printed_on_both_sides_when_it_has_two_pages() -> None:
    assert [document.duplex for document in composed(entry(0))] == ["Simplex"]
    assert [document.duplex for document in composed(*map(entry, range(60)))] == ["DuplexFlipLongEdge"]


def test_rows_are_tagged_as_a_table_whose_heads_are_said_once() -> None:
    (document,) = composed(*map(entry, range(60)))
    paths = Counter(
        "/".join(role.tag for role in path(run.role)) for page in document.pages for run in runs(page)
    )
    rows = {name: count for name, count in paths.items() if name.startswith("Table")}
    # A cell with the day and no hours, one with the topic and the id, and those of host, sheets and squares.
    assert rows == {"Table/TR/TH": 7, "Table/TR/TD": 60 * 4, "Table/TR/TD/P": 60 * 4}
    draw_document(document)


def test_every_row_has_equally_many_cells_whatever_is_known_of_its_event() -> None:
    its = entry(0, place="Library", host="Ana", start=19 * 60, minutes=90)
    mixed = entry(0, (("a4", 9), ("avery-5388", 2)))
    (document,) = composed(its, entry(0), entry(0, ()), mixed, entry(1, canceled=True), entry(2, date=None))
    cells = {part for page in document.pages for run in runs(page) for part in path(run.role)}
    rows = Counter(cell.parent for cell in cells if cell.tag in ("TH", "TD"))
    assert len(rows) == 7
    assert set(rows.values()) == {6}


def test_a_stock_with_letters_that_no_font_has_is_named_all_the_same() -> None:
    told = lines(composed(entry(0, (("a4", 1), ("字", 2)))))
    assert any("\\u5b57" in text for text in told)


def test_every_fixed_word_comes_from_the_language() -> None:
    english = read_language("en")
    words = {
        name: re.sub(r"(?<![{\w])[A-Za-z](?![^{]*})", "x", re.sub(r"[A-Za-z]+(?![^{]*\})", "xx", text))
        for name, text in english.words.items()
    }
    words[NUMBER_WORDS], words[WEEKDAYS] = "xx " * 20, "xx " * 7
    words[MONTHS] = "xx " * 12
    entries = (
        entry(0, title="xx", id="xx"),
        entry(1, (), title="xx", id="xx"),
        entry(2, date=None, title="xx", id="xx"),
    )
    for text in lines(composed(*entries, words=Language("en", words))):
        assert set(re.findall(r"[A-Za-z]", text)) <= {"x", "X"}, text
