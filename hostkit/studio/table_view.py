"""Reads a table of the folder for the screen of a season: its rows as cells, what is wrong with each, and its mends.

The same code reads and mends a table for ``hostkit batch``. A table that was changed since it was shown is never
written over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from hostkit.batch.row_problems import RowProblem
from hostkit.batch.work import Job, Work, plan_work
from hostkit.core import strict_yaml as tree
from hostkit.core.errors import HostkitError, Position, Problem, refused
from hostkit.core.input_files import read_within
from hostkit.core.values import slug
from hostkit.core.wording import display_path
from hostkit.events.precedence import Settings, read_options
from hostkit.events.tables.code_pages import read_code_page
from hostkit.events.tables.fix_table import change_cell, fix_table
from hostkit.events.tables.grid import Cell, LinkedText, Number, TableGrid, has_cells
from hostkit.events.tables.table_files import KINDS, MOST_BYTES, TEXT, WORKBOOK, checked, open_table
from hostkit.events.tables.text_table import decoded, text_grid, without_excels_line
from hostkit.files import write_files
from hostkit.files.ownership import names_in
from hostkit.studio.season_run import out_of
from hostkit.studio.studio_folder import free_name

TABLES = "tables"
"""The folder of tables."""


class CellProblem(NamedTuple):
    """What is wrong with a cell or a row, and the texts that its buttons write there."""

    text: str
    writes: tuple[str, ...] = ()


class SeasonCell(NamedTuple):
    """A cell as it is shown: its column from 1, its text, what is wrong, and the settled text of a mend, or "".

    ``place`` is its row, or line, and its column in the file, as its buttons say them.
    """

    column: int
    text: str
    problems: tuple[CellProblem, ...] = ()
    mend: str = ""
    place: str = ""


class SeasonRow(NamedTuple):
    """A row: its number in the table, its cells, what is wrong with it as a whole, and the id of its event, or ""."""

    number: int
    cells: tuple[SeasonCell, ...]
    problems: tuple[CellProblem, ...] = ()
    event: str = ""

    @property
    def is_wrong(self) -> bool:
        """True if the row or one of its cells has a problem."""
        return bool(self.problems) or any(cell.problems for cell in self.cells)


class SeasonTable(NamedTuple):
    """A table as it is shown.

    ``sum`` is the checksum of its bytes, by which a change from outside is noticed. ``problems`` are of the table as a
    whole, ``mends`` the number of values that have one meaning, and ``may_edit`` tells whether cells can be changed.
    """

    path: Path
    sum: str
    head: SeasonRow
    rows: tuple[SeasonRow, ...]
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    mends: int
    may_edit: bool
    work: Work

    @property
    def name(self) -> str:
        """The name of the table in addresses: the name of its file."""
        return self.path.name


def tables_in(root: Path) -> list[str]:
    """Return the names of the tables of a folder."""
    return [name for name in names_in(root / TABLES) if Path(name).suffix.casefold() in KINDS]


def table_named(root: Path, name: str) -> Path | None:
    """Return the path of the table with this name, or None if there is none."""
    return root / TABLES / name if name in tables_in(root) else None


def keep_table(root: Path, name: str, data: bytes) -> str:
    """Copy a table into the folder of tables, and return its name there. Raises HostkitError if it is no table."""
    ending = Path(name).suffix.casefold()
    if ending not in KINDS:
        wrong, remedy = "this is no table.", f"Choose a file that ends in {', '.join(KINDS)}."
        raise refused("file-other-ending", Position(name), wrong, remedy)
    checked(Path(name), data)
    taken = {Path(each).stem for each in names_in(root / TABLES)}
    file = f"{free_name(slug(Path(name).stem) or 'events', taken)}{ending}"
    write_files(root / TABLES, {file: data}, is_ours=lambda path: False)
    return file


def read_season(root: Path, path: Path, settings: Settings) -> SeasonTable:
    """Return a table as it is shown. Raises HostkitError for a file that cannot be read as a table."""
    data = read_within(path, MOST_BYTES, wanted="a table")
    total = sha256(data).hexdigest()
    work = plan_work(path, read_options({"out": out_of(path, settings)}), settings, root)
    mends = _mends(path, work)
    found = _Problems(work, path)
    kind = KINDS[path.suffix.casefold()]
    grid = _grid(path)
    if grid is None:
        head, rows = _yaml_rows(data, path, found, mends)
    else:
        head, rows = _grid_rows(grid, found, mends)
    return SeasonTable(path, total, head, rows, found.of_table(), work.notes, len(mends), kind == TEXT, work)


def _mends(path: Path, work: Work) -> dict[tuple[int, int], str]:
    try:
        changes = fix_table(path, work.usual.season.dates).changes
    except HostkitError:
        return {}
    return {(each.at.line, each.at.column): each.after for each in changes}


class _Problems:
    """The problems of a table by row, or line, and column; those that were shown in a cell are not shown again."""

    def __init__(self, work: Work, path: Path) -> None:
        self._left = list(work.problems)
        self._jobs = {job.at.line: job for job in work.jobs}
        self._by_line: dict[int, list[RowProblem]] = {}
        for each in work.problems:
            if each.at.file == display_path(path) and each.at.line:
                self._by_line.setdefault(each.at.line, []).append(each)

    def job(self, line: int) -> Job | None:
        """Return the job of the row at a line, or None if it has a problem."""
        return self._jobs.get(line)

    def at(self, line: int, column: int | None = None) -> tuple[CellProblem, ...]:
        """Return the problems of a cell, or without a column all of a row."""
        return self._told(each for each in self._of(line) if column is None or each.at.column == column)

    def beside(self, line: int, columns: Sequence[int]) -> tuple[CellProblem, ...]:
        """Return the problems of a row that are in none of these columns."""
        return self._told(each for each in self._of(line) if each.at.column not in columns)

    def _of(self, line: int) -> Sequence[RowProblem]:
        return self._by_line.get(line, ())

    def _told(self, found: Iterable[RowProblem]) -> tuple[CellProblem, ...]:
        shown = list(found)
        self._left = [each for each in self._left if each not in shown]
        return tuple(map(_told, shown))

    def of_table(self) -> tuple[str, ...]:
        """Return the problems that were shown in no row."""
        return tuple(each.text for each in self._left)


def _told(found: RowProblem) -> CellProblem:
    problem = found.problem
    values = problem.values
    nearest, links = values.get("nearest"), values.get("links")
    writes = links if isinstance(links, list) else [nearest] if isinstance(nearest, str) and nearest else []
    text = f"{problem.what} {problem.remedy}".strip()
    return CellProblem(f"{text[:1].upper()}{text[1:]}", tuple(map(str, writes)))


def _grid(path: Path) -> TableGrid | None:
    """Return the grid of a text table or a workbook, or None for a list in YAML."""
    file, kind, data = open_table(path)
    if kind == WORKBOOK:
        # Imported here because few tables are workbooks.
        from hostkit.events.tables.workbook import read_workbook

        return read_workbook(data, file)
    if kind != TEXT:
        return None
    text, has_lost_bytes = decoded(data, file)
    if has_lost_bytes and (page := read_code_page(data)):
        text = page.text
    return text_grid(without_excels_line(text)[1], file)


def _grid_rows(
    grid: TableGrid, found: _Problems, mends: Mapping[tuple[int, int], str]
) -> tuple[SeasonRow, tuple[SeasonRow, ...]]:
    records = [record for record in grid.records if has_cells(record)]
    width = max((len(record.cells) for record in [grid.header, *records]), default=0)

    def row(number: int, cells: Sequence[Cell]) -> SeasonRow:
        texts = [_shown(cell) for cell in cells] + [""] * (width - len(cells))
        shown = _cells(number, texts, found, mends)
        job = found.job(number)
        return SeasonRow(number, shown, found.beside(number, range(1, width + 1)), job.id if job else "")

    rows = tuple(
        row(record.number, record.cells) for record in records if record.number != grid.header.number
    )
    return row(grid.header.number, grid.header.cells), rows


def _cells(
    number: int, texts: Sequence[str], found: _Problems, mends: Mapping[tuple[int, int], str]
) -> tuple[SeasonCell, ...]:
    return tuple(
        SeasonCell(
            column, text, found.at(number, column), mends.get((number, column), ""), f"{number}.{column}"
        )
        for column, text in enumerate(texts, start=1)
    )


def _shown(cell: Cell) -> str:
    if isinstance(cell, LinkedText):
        return cell.text
    if isinstance(cell, Number):
        return f"{cell.value:g}"
    return "" if isinstance(cell, Problem) else str(cell)


def _yaml_rows(
    data: bytes, path: Path, found: _Problems, mends: Mapping[tuple[int, int], str]
) -> tuple[SeasonRow, tuple[SeasonRow, ...]]:
    """Return the keys of all events as a head, and each event as a row; a line of the file is the number of a row."""
    document = tree.parse(data, display_path(path))
    items = document.root.items if isinstance(document.root, tree.Sequence) else ()
    events = [item for item in items if isinstance(item, tree.Mapping)]
    keys = list(dict.fromkeys(entry.key for event in events for entry in event.entries))
    head = SeasonRow(0, tuple(SeasonCell(n, key) for n, key in enumerate(keys, start=1)))
    return head, tuple(_yaml_row(event, keys, found, mends) for event in events)


def _yaml_row(
    event: tree.Mapping, keys: Sequence[str], found: _Problems, mends: Mapping[tuple[int, int], str]
) -> SeasonRow:
    cells = list[SeasonCell]()
    by_key = {entry.key: entry for entry in event.entries}
    for column, key in enumerate(keys, start=1):
        entry = by_key.get(key)
        node = entry.value if entry else None
        if entry is None or not isinstance(node, tree.Scalar):
            cells.append(SeasonCell(column, ""))
            continue
        place = f"{node.line}.{node.column}"
        problems = found.at(node.line, node.column) + found.at(entry.line, entry.column)
        cells.append(SeasonCell(column, node.text, problems, mends.get((node.line, node.column), ""), place))
    job = found.job(event.line)
    return SeasonRow(event.line, tuple(cells), found.at(event.line), job.id if job else "")


def changes_since(path: Path, total: str) -> bool:
    """Tell whether a table is not as it was shown."""
    return sha256(read_within(path, MOST_BYTES, wanted="a table")).hexdigest() != total


def mend_all(path: Path, dates: str | None) -> str:
    """Write a corrected copy of a table beside it, as ``hostkit batch --fix`` does, and return its name."""
    fixed = fix_table(path, dates)
    if fixed.after == fixed.before:
        return path.name
    taken = {Path(name).stem for name in names_in(path.parent)}
    stem = path.stem if path.stem.endswith(".fixed") else f"{path.stem}.fixed"
    name = f"{free_name(stem, taken)}{path.suffix}"
    write_files(path.parent, {name: fixed.after}, is_ours=lambda path: False)
    return name


def mend_one(path: Path, dates: str | None, row: int, column: int) -> None:
    """Write the settled text of one cell into a table. Raises HostkitError if it cannot be written."""
    write_files(path.parent, {path.name: fix_table(path, dates, only=(row, column)).after}, force=True)


def set_cell(path: Path, row: int, column: int, text: str) -> None:
    """Write a text into one cell of a text table. Raises HostkitError if it cannot be written."""
    write_files(path.parent, {path.name: change_cell(path, row, column, text).after}, force=True)
