"""Which rows of a season's table stand on the screen: a long table is shown page by page."""

from __future__ import annotations

from typing import NamedTuple

from starlette.requests import Request

from hostkit.studio.table_view import SeasonRow, SeasonTable

PAGE_ROWS = 200
"""Rows of a table on one page of the screen."""


class ShownRows(NamedTuple):
    """The rows of one page of the table, the page's number from 1, the rows of every page, and if only wrong ones."""

    rows: tuple[SeasonRow, ...]
    number: int
    pages: tuple[tuple[SeasonRow, ...], ...]
    only_wrong: bool


def shown_rows(table: SeasonTable, request: Request, editing: int) -> ShownRows:
    """Return the page of rows that the address names, or the one with the row that is edited."""
    only_wrong = "wrong" in request.query_params
    rows = tuple(row for row in table.rows if row.is_wrong or row.number == editing or not only_wrong)
    pages = tuple(rows[at : at + PAGE_ROWS] for at in range(0, len(rows), PAGE_ROWS)) or ((),)
    asked = request.query_params.get("page", "")
    number = min(max(int(asked), 1), len(pages)) if asked.isdigit() else 1
    for at, each in enumerate(pages, 1):
        if any(row.number == editing for row in each):
            number = at
    return ShownRows(pages[number - 1], number, pages, only_wrong)
