"""A season in the studio: a table is kept, shown with its problems, mended, and made into kits; attacks do nothing."""

from __future__ import annotations

import io
import re
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.studio import Reply, Studio, served
from tests.support.tables import workbook

TABLE = (
    "id,topic,date,start,host\r\na,male-allies,2027-01-14,7pm,Ana\r\nb,greif,15.1.2027,19:00,Bo\r\n"
    "c,belonging,2027-01-16,19:00,<script>alert(1)</script>\r\n"
)
BOUNDARY = "x-boundary"


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    with served(tmp_path) as running:
        yield running


def upload(studio: Studio, name: str, data: bytes) -> Reply:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()
    return studio.post("/season", body, **{"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})


def kept(studio: Studio, name: str = "Spring.csv", data: bytes = TABLE.encode()) -> str:
    """Keep a table, and return the address of its screen."""
    return upload(studio, name, data).headers["location"]


def press(studio: Studio, path: str, button: str, **fields: str) -> Reply:
    total = re.search(r'name="sum" value="([0-9a-f]+)"', studio.get(path).text)
    assert total
    return studio.post(path, {"sum": total[1], "do": button, **fields})


def table(studio: Studio, name: str = "spring.csv") -> str:
    return (studio.folder / "tables" / name).read_bytes().decode()


def test_a_table_is_copied_and_shown_with_its_problems_in_their_cells(studio: Studio) -> None:
    path = kept(studio)
    assert path == "/season/spring.csv"
    assert table(studio) == TABLE
    shown = studio.get(path).text
    assert "3 evenings." in shown
    assert "1 of them cannot be made yet." in shown
    row = shown.split('id="row-3"')[1].split("</tr>")[0]
    assert "There is no topic &#34;greif&#34;. Did you mean &#34;grief&#34;?" in row
    assert "set 3.2=grief" in row
    assert "mend 3.3" in row
    assert "<script>alert" not in shown
    assert path in studio.get("/season").text


def test_one_value_is_mended_and_no_other_byte_changes(studio: Studio) -> None:
    path = kept(studio)
    press(studio, path, "mend 3.3")
    assert table(studio) == TABLE.replace("15.1.2027", "2027-01-15")
    press(studio, path, "set 3.2=grief")
    assert table(studio) == TABLE.replace("15.1.2027", "2027-01-15").replace("greif", "grief")


def test_all_values_are_mended_in_a_copy(studio: Studio) -> None:
    answer = press(studio, kept(studio), "mend-all")
    assert answer.headers["location"] == "/season/spring.fixed.csv"
    assert table(studio) == TABLE
    mended = TABLE.replace("15.1.2027", "2027-01-15").replace("7pm", "19:00")
    assert table(studio, "spring.fixed.csv") == mended


def test_a_row_is_edited_where_its_cells_differ(studio: Studio) -> None:
    path = kept(studio)
    assert 'name="cell.5"' in studio.get(f"{path}?row=4").text
    press(studio, path, "row 4", **{"cell.1": "c", "cell.5": 'Cleo, "the host"'})
    assert table(studio) == TABLE.replace("<script>alert(1)</script>", '"Cleo, ""the host"""')


def long_table(rows: int) -> bytes:
    wrong = (3, rows)
    lines = [f"r{n},{'greif' if n in wrong else 'grief'},2027-01-14,7pm,Host {n}" for n in range(1, rows + 1)]
    return "\r\n".join(("id,topic,date,start,host", *lines, "")).encode()


def shown_rows(text: str) -> list[int]:
    return [int(number) for number in re.findall(r'id="row-([0-9]+)"', text)]


def test_a_long_table_is_shown_page_by_page(studio: Studio) -> None:
    path = kept(studio, data=long_table(450))
    pages = [shown_rows(studio.get(f"{path}?page={number}").text) for number in (1, 2, 3)]
    assert [row for rows in pages for row in rows] == list(range(2, 452))
    assert pages[0] == shown_rows(studio.get(path).text)
    text = studio.get(path).text
    assert all(f'href="?page={number}"' in text for number in (1, 2, 3))
    assert "450 evenings." in text
    assert shown_rows(studio.get(f"{path}?wrong=1").text) == [4, 451]
    assert shown_rows(studio.get(f"{path}?row=300").text) == pages[1]


@pytest.mark.parametrize("page", ["0", "9", "-1", "x", ""])
def test_a_page_of_rows_that_is_not_there_is_the_nearest(page: str, studio: Studio) -> None:
    path = kept(studio, data=long_table(450))
    text = studio.get(f"{path}?page={page}").text
    assert shown_rows(text)[0] == (402 if page == "9" else 2)


def test_a_change_leads_back_to_its_page_of_rows(studio: Studio) -> None:
    path = kept(studio, data=long_table(450))
    reply = press(studio, f"{path}?row=300&page=2", "row 300", **{"cell.5": "Mia"})
    assert reply.headers["location"] == f"{path}?page=2"
    assert "Mia" in studio.get(f"{path}?page=2").text
    assert press(studio, f"{path}?wrong=1", "set 4.2=grief").headers["location"] == f"{path}?wrong=1"


def test_a_table_changed_outside_is_not_written_over(studio: Studio) -> None:
    path = kept(studio)
    total = re.search(r'name="sum" value="([0-9a-f]+)"', studio.get(path).text)
    assert total
    changed = TABLE.replace("Ana", "Anna")
    (studio.folder / "tables" / "spring.csv").write_bytes(changed.encode())
    answer = studio.post(path, {"sum": total[1], "do": "mend 3.3"})
    assert "The table was changed since this page was shown." in answer.text
    assert table(studio) == changed


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.yaml", b"- {id: a, topic: male-allies, start: 7pm}\n- {id: b, topic: greif}\n"),
        (
            "book.xlsx",
            workbook(["id", "topic", "start"], ["a", "male-allies", "7pm"], ["b", "greif", "19:00"]),
        ),
    ],
)
def test_other_kinds_of_tables_are_mended_too(name: str, data: bytes, studio: Studio) -> None:
    path = kept(studio, name, data)
    shown = studio.get(path).text
    assert "There is no topic" in shown
    assert "?row=" not in shown, "cells are edited in tables of plain text"
    button = re.search(r'value="(mend [0-9.]+)"', shown)
    assert button
    press(studio, path, button[1])
    assert "Write 19:00" not in studio.get(path).text


def test_kits_are_made_and_handed_out(studio: Studio) -> None:
    path = kept(studio)
    press(studio, path, "set 3.2=grief")
    press(studio, path, "make", per_host="1")
    for _ in range(200):
        shown = studio.get(path).text
        if "data-progress" not in shown:
            break
        time.sleep(0.1)
    assert "3 made, 0 as they were, 0 failed." in shown
    assert "Run sheet" in shown
    assert "sheets of A4 to buy" in shown
    packed = studio.get(f"{path}/file/spring.zip")
    names = zipfile.ZipFile(io.BytesIO(packed.data)).namelist()
    assert {"spring/a/host-sheet.pdf", "spring/c/host-sheet.pdf", "spring/run-sheet.pdf"} <= set(names)
    assert studio.get(f"{path}/file/season.ics").data.startswith(b"BEGIN:VCALENDAR")
    assert studio.get(f"{path}/file/hosts/ana/ana.zip").data.startswith(b"PK")
    kit = studio.get(f"{path}/kit/a").text
    assert "Male allies" in kit
    assert "/picture/" in kit


def test_the_paper_to_buy_is_said_after_hostkit_was_closed_too(tmp_path: Path) -> None:
    with served(tmp_path) as studio:
        path = kept(studio)
        press(studio, path, "make")
        studio.get(f"{path}/progress")
        said = re.search(r"[0-9]+ sheets of A4 to buy", studio.get(path).text)
    with served(tmp_path) as again:
        assert said
        assert said[0] in again.get(path).text


def test_kits_are_made_inside_the_folder_whatever_the_settings_say(studio: Studio) -> None:
    (studio.folder / "hostkit.yaml").write_text("out: ../elsewhere\n", "utf-8")
    path = kept(studio)
    press(studio, path, "make")
    studio.get(f"{path}/progress")
    assert (studio.folder / "out" / "spring" / "a" / "host-sheet.pdf").is_file()
    assert not (studio.folder.parent / "elsewhere").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="stands in for the program by which Linux opens files")
def test_the_table_is_opened_in_its_program(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    path = kept(studio)
    answer = studio.post(path, {"do": "open"})
    assert "This computer has no program for it. The table is tables/spring.csv" in answer.text
    opener = programs / "xdg-open"
    opener.write_text(f'#!/bin/sh\necho "$1" > {tmp_path / "opened"}\n', "utf-8")
    opener.chmod(0o755)
    (studio.folder / "tables" / "spring.csv").write_text("no table", "utf-8")
    assert studio.post(path, {"do": "open"}).status == 303
    for _ in range(50):
        if (tmp_path / "opened").is_file() and (tmp_path / "opened").read_text("utf-8"):
            break
        time.sleep(0.1)
    assert (tmp_path / "opened").read_text("utf-8") == f"{studio.folder / 'tables' / 'spring.csv'}\n"


def test_without_scripts_the_page_of_a_run_comes_again_by_itself(studio: Studio) -> None:
    rows = "".join(f"e{n},male-allies,2027-01-14,19:00,Host {n}\r\n" for n in range(150))
    path = kept(studio, "long.csv", ("id,topic,date,start,host\r\n" + rows).encode())
    press(studio, path, "make")
    assert '<noscript><meta http-equiv="refresh"' in studio.get(path).text
    studio.post(path, {"do": "stop"})
    assert "http-equiv" not in studio.get(path).text


def test_progress_is_told_until_the_run_is_over(studio: Studio) -> None:
    path = kept(studio)
    press(studio, path, "make")
    told = studio.get(f"{path}/progress").text
    assert told.endswith("\n\n")
    assert '"over": true' in told.rstrip().rsplit("data: ", 1)[1]


def test_a_run_that_is_stopped_leaves_whole_kits(studio: Studio) -> None:
    rows = "".join(f"e{n},male-allies,2027-01-14,19:00,Host {n}\r\n" for n in range(150))
    path = kept(studio, "long.csv", ("id,topic,date,start,host\r\n" + rows).encode())
    press(studio, path, "make")
    studio.post(path, {"do": "stop"})
    shown = studio.get(path).text
    assert "data-progress" not in shown
    made = list((studio.folder / "out" / "long").glob("e*"))
    assert all((kit / "print-plan.txt").is_file() for kit in made)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("kit.pdf", b"%PDF-1.7\n", "this is no table"),
        ("empty.csv", b" \n", "the file is empty"),
        ("book.xlsx", b"PK\x03\x04 broken", ""),
        ("big.csv", b"id,topic\n" + b"x" * 100, ""),
    ],
)
def test_what_is_no_table_is_refused_on_the_page(name: str, data: bytes, said: str, studio: Studio) -> None:
    answer = upload(studio, name, data)
    page = answer if answer.status == 200 else studio.get(answer.headers["location"])
    assert "problem" in page.text
    assert said in page.text
    assert studio.get("/season").status == 200


def test_names_never_lead_out_of_the_folder(studio: Studio) -> None:
    (studio.folder / "secret.csv").write_text(TABLE, "utf-8")
    assert kept(studio, "../../../evil.csv") == "/season/evil.csv"
    assert not (studio.folder.parent / "evil.csv").exists()
    path = kept(studio)
    for bad in (
        "/season/..%2Fsecret.csv", "/season/%2e%2e/secret.csv", f"{path}/file/../../secret.csv",
        f"{path}/file/..%2F..%2Fsecret.csv", f"{path}/file/hosts/../../secret.csv", f"{path}/kit/..%2Fa",
    ):  # fmt: skip
        assert studio.get(bad).status == 404, bad
    for button in ("mend 3", "mend x.y", "set 3=grief", "set 99999.1=x", "row 77"):
        press(studio, path, button)
    assert table(studio) == TABLE


def test_a_table_that_has_gone_is_said(studio: Studio) -> None:
    path = kept(studio)
    (studio.folder / "tables" / "spring.csv").unlink()
    assert studio.get(path).status == 404
    assert studio.get("/season").status == 200
