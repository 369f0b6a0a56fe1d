"""The command ``hostkit stock``: lists the stocks, shows one in detail or as JSON, or writes its outline."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from hostkit.core.errors import option_refused
from hostkit.core.values import to_mm
from hostkit.core.wording import quoted

if TYPE_CHECKING:
    from hostkit.cli.json_output import JsonAnswer
    from hostkit.stocks.stock import Stock


HEADS = ("name", "vendor", "product", "parts", "paper", "card mm", "grid", "duplex")


def stock(
    name: str = typer.Argument(
        None, metavar="[NAME|FILE.yaml]", help="A stock, as in avery-5371, or the file of your own."
    ),
    as_json: bool = typer.Option(False, "--json", help="Print all of it as JSON, lengths in mm."),
    outline: str | None = typer.Option(
        None, "--outline", metavar="FILE", help="Write a page (PDF) to hold against the real sheet."
    ),
    force: bool = typer.Option(False, "--force", help="Replace a file that hostkit did not write."),
) -> None:
    """List what cards can be cut from, or show one stock."""
    from hostkit.cli.json_output import json_answer

    with json_answer(as_json=as_json) as answer:
        _stock(answer, name, outline, force)


def _stock(answer: JsonAnswer, name: str | None, outline: str | None, force: bool) -> None:
    from hostkit.stocks.stock import read_stock, stock_names

    if outline is not None:
        if name is None:
            example = "hostkit stock avery-5371 --outline outline.pdf"
            wrong = "draws one stock, and prints its path."
            raise option_refused("option-without-effect", "outline", wrong, f"Write {example}.")
        answer.written(_write_outline(read_stock(name), outline, force))
        return
    stocks = [read_stock(each) for each in ([name] if name is not None else stock_names())]
    answer.results["stocks"] = [as_data(each) for each in stocks]
    if answer.as_json:
        return
    if name is None:
        _show_table(stocks)
    else:
        _show(stocks[0])


def as_data(stock: Stock) -> dict[str, object]:
    """Return a stock as data for JSON, with lengths in millimeters rounded to a hundredth."""
    return {
        "name": stock.name,
        "vendor": stock.vendor,
        "parts": list(stock.parts),
        "product": stock.product,
        "paper": stock.paper,
        "card": {"width": _mm(stock.width), "height": _mm(stock.height)},
        "grid": {"columns": stock.columns, "rows": stock.rows},
        "first": {"left": _mm(stock.left), "top": _mm(stock.top)},
        "pitch": {"across": _mm(stock.pitch_across), "down": _mm(stock.pitch_down)},
        "corner": _mm(stock.corner),
        "plain": stock.plain,
        "duplex": stock.duplex,
        "source": stock.source,
    }


def _write_outline(stock: Stock, file: str, force: bool) -> Path:
    from hostkit.files import write_files
    from hostkit.printers.stock_outline import draw_outline

    path = Path(file)
    if path.suffix.casefold() != ".pdf":
        wrong = f"{quoted(file)} does not end in .pdf."
        raise option_refused("file-other-ending", "outline", wrong, "Write a name such as outline.pdf.")
    data = draw_outline(stock)
    try:
        (written,) = write_files(path.parent, {path.name: data}, force=force)
    except ValueError:
        wrong = f"{quoted(path.name)} is a name that some disks refuse."
        remedy = "Write a name such as outline.pdf."
        raise option_refused("file-bad-name", "outline", wrong, remedy) from None
    return written


def _show_table(stocks: list[Stock]) -> None:
    rows = [HEADS, *(_row(stock) for stock in stocks)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    for row in rows:
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _row(stock: Stock) -> tuple[str, ...]:
    return (
        *(stock.name, stock.vendor or "-", stock.product or "-", ", ".join(stock.parts) or "-", stock.paper),
        *(_size(stock.width, stock.height), f"{stock.columns} x {stock.rows}", _yes(stock.duplex)),
    )


def _show(stock: Stock) -> None:
    lines = {
        "name": stock.name,
        "vendor": stock.vendor or "-",
        "product": stock.product or "-",
        "parts": ", ".join(stock.parts) or "-",
        "paper": stock.paper,
        "card": f"{_size(stock.width, stock.height)} mm",
        "grid": f"{stock.columns} across, {stock.rows} down",
        "first card": f"{_mm(stock.left):g} mm from the left, {_mm(stock.top):g} mm from the top",
        "pitch": f"{_mm(stock.pitch_across):g} mm across, {_mm(stock.pitch_down):g} mm down",
        "corner": f"{_mm(stock.corner):g} mm" if stock.corner else "square",
        "cut": "along marks" if stock.plain else "already",
        "both sides": _yes(stock.duplex),
        "source": stock.source,
    }
    width = max(map(len, lines))
    for head, text in lines.items():
        typer.echo(f"{head.ljust(width)}  {text}")


def _size(width: float, height: float) -> str:
    return f"{_mm(width):g} x {_mm(height):g}"


def _mm(length: float) -> float:
    return round(to_mm(length), 2)


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"


COMMAND = stock
EPILOG = None
