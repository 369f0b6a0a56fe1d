"""Rows of a table in, paragraphs out: a row is one paragraph of cells, unless the table is one of questions.

A column where most cells ask something holds the questions; columns of the same kind after it hold their probes.
"""

from __future__ import annotations

from collections.abc import Sequence

from hostkit.importing.paragraph import BULLET, CELL, NUMBER, SourceParagraph, has_words, plain

Row = tuple[int, Sequence[str]]
"""The line of a row, and its cells."""


def table(rows: Sequence[Row], header: Row | None) -> list[SourceParagraph]:
    """Return the paragraphs of a table; ``header`` is its first row, where it has one."""
    column = _questions(rows)
    if column is None:
        every = [header, *rows] if header else rows
        return [_row(line, cells) for line, cells in every if has_words("".join(cells))]
    found: list[SourceParagraph] = []
    lead = plain(CELL.join(header[1])) if header else ""
    for count, (line, cells) in enumerate(rows, start=1):
        before = plain(CELL.join(cells[:column]))
        marker = f"{lead} {before}".strip()
        lead = ""
        number = int(before) if before.isdigit() else count
        if has_words(cells[column]):
            found.append(SourceParagraph(cells[column], line, marker=marker, kind=NUMBER, number=number))
        elif has_words(marker):
            found.append(SourceParagraph(marker, line))
        found += [
            SourceParagraph(cell, line, kind=BULLET, depth=1, apart=False)
            for cell in cells[column + 1 :]
            if has_words(cell)
        ]
    return found


def _row(line: int, cells: Sequence[str]) -> SourceParagraph:
    return SourceParagraph(CELL.join(cell.strip() for cell in cells), line)


def _questions(rows: Sequence[Row]) -> int | None:
    """Return the first column in which most rows ask, and at least two do; the cells before it are short."""
    width = min((len(cells) for _, cells in rows), default=0)
    for column in range(width):
        asking = sum("?" in cells[column] for _, cells in rows)
        if asking >= 2 and asking * 2 > len(rows):
            return column
    return None
