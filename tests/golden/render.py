"""A document as lines of text: one line an item, readable in a diff. Numbers are points from the upper left corner."""

from __future__ import annotations

from collections.abc import Iterator

from hostkit.typesetting.display_list import (
    ARTIFACT,
    Box,
    Color,
    Document,
    Fill,
    Item,
    LinkArea,
    Placement,
    Role,
    Rule,
    Strokes,
    Symbol,
    TextRun,
)


def render(document: Document) -> str:
    """Return the whole document as text, ending with a line break."""
    return "\n".join(_Rendering().document(document)) + "\n"


class _Rendering:
    """Numbers roles by tag as they appear, so that one element more does not change every line after it."""

    def __init__(self) -> None:
        self._names: dict[Role, str] = {}
        self._counts: dict[str, int] = {}

    def document(self, document: Document) -> Iterator[str]:
        for name in ("title", "author", "subject", "language", "duplex", "bookmarks"):
            yield f"{name}: {getattr(document, name)}".rstrip()
        for number, page in enumerate(document.pages, start=1):
            yield ""
            yield f"page {number}: {_n(page.width)} x {_n(page.height)}"
            for item in page.items:
                yield from self.item(item, "  ")

    def item(self, item: Item, indent: str) -> Iterator[str]:
        match item:
            case Placement(x, y, page, turn):
                yield f"{indent}placed at {_n(x)} {_n(y)}, turned {turn}: {_n(page.width)} x {_n(page.height)}"
                for inner in page.items:
                    yield from self.item(inner, indent + "  ")
            case TextRun(x, y, face, size, color):
                yield (
                    f"{indent}text {_n(x)} {_n(y)} wide {_n(item.width)} {face} {_n(size)} {_color(color)} "
                    f"{self.role(item.role)} “{item.text}”"
                )
            case Rule(x, y, x2, y2, weight, color):
                yield (
                    f"{indent}rule {_n(x)} {_n(y)} to {_n(x2)} {_n(y2)} thick {_n(weight)} {_color(color)} "
                    f"{self.role(item.role)}"
                )
            case Box(x, y, width, height, weight, color):
                yield (
                    f"{indent}box {_n(x)} {_n(y)} {_n(width)} x {_n(height)} thick {_n(weight)} {_color(color)} "
                    f"{self.role(item.role)}"
                )
            case Strokes(x, y, curves, weight, color):
                yield (
                    f"{indent}strokes {_n(x)} {_n(y)} of {len(curves)} curves thick {_n(weight)} {_color(color)} "
                    f"{self.role(item.role)}"
                )
            case Fill(x, y, width, height, color):
                yield (
                    f"{indent}fill {_n(x)} {_n(y)} {_n(width)} x {_n(height)} {_color(color)} "
                    f"{self.role(item.role)}"
                )
            case Symbol(x, y, module, rows):
                # Not the modules: which mask is best is the library's affair, and other tests decode them.
                yield (
                    f"{indent}symbol {_n(x)} {_n(y)} of {len(rows)} modules of {module:.4f} "
                    f"{self.role(item.role)} “{item.role.alt}”"
                )
            case LinkArea(x, y, width, height, url):
                yield (
                    f"{indent}link {_n(x)} {_n(y)} {_n(width)} x {_n(height)} {self.role(item.role)} {url} "
                    f"“{item.description}”"
                )

    def role(self, role: Role) -> str:
        """Return the path of a role: "L1/LI3/LBody3"."""
        if role == ARTIFACT:
            return "-"
        if role not in self._names:
            above = f"{self.role(role.parent)}/" if role.parent else ""
            self._counts[role.tag] = self._counts.get(role.tag, 0) + 1
            self._names[role] = (
                f"{above}{role.tag}{'#' if role.tag[-1].isdigit() else ''}{self._counts[role.tag]}"
            )
        return self._names[role]


def _n(number: float) -> str:
    """Return a number rounded to hundredths, without needless noughts and never "-0"."""
    return f"{round(number, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def _color(color: Color) -> str:
    if color.red == color.green == color.blue:
        return f"gray{_n(color.red)}" if color.red else "black"
    return "#" + "".join(f"{round(part * 255):02x}" for part in color)
