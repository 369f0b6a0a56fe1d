"""The command ``hostkit stock``: lists the stocks, shows one in detail or as JSON, or writes its outline."""

from __future__ import annotations

import typer

from hostkit.cli.json_output import JsonAnswer, json_option
from hostkit.cli.own_guide import write_drawing
from hostkit.core.values import to_mm
from hostkit.core.wording import aligned
from hostkit.printers.stock_outline import draw_outline
from hostkit.stocks.stock import Stock, read_stock, stock_names

HEADS = ("name", "vendor", "product", "parts", "paper", "card mm", "grid", "duplex")


@json_option("Print all of it as JSON, lengths in mm.")
def stock(
    answer: JsonAnswer,
    name: str = typer.Argument(
        None, metavar="[NAME|FILE.yaml]", help="A stock, as in avery-5371, or the file of your own."
    ),
    outline: str | None = typer.Option(
        None, "--outline", metavar="FILE", help="Write a page (PDF) to hold against the real sheet."
    ),
    force: bool = typer.Option(False, "--force", help="Replace a file that hostkit did not write."),
) -> None:
    """List what cards can be cut from, or show one stock."""
    if outline is not None:
        like = "hostkit stock avery-5371"
        answer.written(write_drawing("outline", outline, name, _outline_of, like=like, force=force))
        return
    stocks = [read_stock(each) for each in ([name] if name is not None else stock_names())]
    answer.results["stocks"] = [as_data(each) for each in stocks]
    if not answer.as_json:
        lines = [HEADS, *map(_row, stocks)] if name is None else list(_facts(stocks[0]).items())
        for line in aligned(lines):
            typer.echo(line)


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


def _row(stock: Stock) -> tuple[str, ...]:
    facts, grid = _facts(stock), f"{stock.columns} x {stock.rows}"
    names = (facts[head] for head in ("name", "vendor", "product", "parts", "paper"))
    return *names, _size(stock.width, stock.height), grid, facts["both sides"]


def _facts(stock: Stock) -> dict[str, str]:
    return {
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
        "both sides": "yes" if stock.duplex else "no",
        "source": stock.source,
    }


def _size(width: float, height: float) -> str:
    return f"{_mm(width):g} x {_mm(height):g}"


def _mm(length: float) -> float:
    return round(to_mm(length), 2)


COMMAND = stock
EPILOG = None


def _outline_of(name: str) -> bytes:
    return draw_outline(read_stock(name))
