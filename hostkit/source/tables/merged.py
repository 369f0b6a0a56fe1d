"""Cells that are merged in a workbook: which rows they leave with less than is seen.

A merged cell has its value in the first of its cells; the others are blank to whoever reads the file. The rows
that it touches are refused, for a blank would print where somebody sees a value.
"""

from __future__ import annotations

from hostkit.ground.errors import Problem
from hostkit.source.tables.columns import Columns
from hostkit.source.tables.grid import Grid, Merged, place


class MergedCells:
    """The merged cells of a grid that touch a column with a name; asked for row by row, downward."""

    def __init__(self, grid: Grid, columns: Columns) -> None:
        self.problems: list[Problem] = []
        self._file = grid.file
        self._columns = columns
        named = [column for column, name in enumerate(columns.names) if name]
        self._below = [
            cells for cells in grid.merged if any(cells.first_column <= c <= cells.last_column for c in named)
        ]
        self._below.sort(key=lambda cells: cells.first_row, reverse=True)
        self._here: list[Merged] = []

    def touch(self, number: int) -> bool:
        """Tell whether merged cells touch a row; each is a problem of the first row it is asked for."""
        while self._below and self._below[-1].first_row <= number:
            cells = self._below.pop()
            if cells.last_row >= number:
                self._here.append(cells)
                self.problems.append(self._problem(cells, number))
        self._here = [cells for cells in self._here if cells.last_row >= number]
        return bool(self._here)

    def _problem(self, cells: Merged, number: int) -> Problem:
        column = cells.first_column
        at = place(self._file, number, column, self._columns.heading(column))
        wrong = f"the cells {cells.name} are merged."
        return Problem(at, wrong, "Unmerge them, and write the value into each.")
