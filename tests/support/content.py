"""What a page paints, read from its operators: colors as they are written, sizes, places, and the tag around each.

Only the operators that a kit's page needs are known: an image, a shading, a transparency or a clip fails the reading.
Places are in points from the lower left corner, as the file has them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from pypdf.generic import ContentStream

from tests.support.pages import Pdf

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

TEXT, STROKE, FILL = "text", "stroke", "fill"
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Painted(NamedTuple):
    """Something painted: ``written`` is the color operator, as in "0 g"; ``size`` that of type, or of the stroke.

    ``left`` to ``top`` are the path's own rectangle, for text the origin of its first glyph.
    """

    kind: str
    written: str
    size: float
    left: float
    bottom: float
    right: float
    top: float
    tag: str
    mcid: int | None


class _State:
    def __init__(self) -> None:
        self.matrix: Matrix = IDENTITY
        self.fill = "unset g"
        self.stroke = "unset G"
        self.weight = 1.0
        self.size = 0.0

    def copy(self) -> _State:
        new = _State()
        new.__dict__.update(self.__dict__)
        return new


_KNOWN: WeakKeyDictionary[Pdf, dict[int, tuple[Painted, ...]]] = WeakKeyDictionary()


def painted(pdf: Pdf, page: int) -> tuple[Painted, ...]:
    """Return what a page paints, in order, read once.

    Fails for an operator that no kit needs, and for paint without a tag.
    """
    known = _KNOWN.setdefault(pdf, {})
    if page not in known:
        known[page] = _read(pdf, page)
    return known[page]


def _read(pdf: Pdf, page: int) -> tuple[Painted, ...]:
    reader = _Reader()
    stream: Any = ContentStream(pdf.reader.pages[page].get_contents(), pdf.reader)
    for operands, operator in stream.operations:
        reader.take(operator.decode(), operands)
    assert reader.is_closed, "q and Q, or BDC and EMC, are not in pairs"
    return tuple(reader.found)


class _Reader:
    def __init__(self) -> None:
        self.found: list[Painted] = []
        self._state = _State()
        self._stack: list[_State] = []
        self._path: list[Point] = []
        self._tags: list[tuple[str, int | None]] = []
        self._origin: Point = (0.0, 0.0)
        self._do: dict[str, Callable[[list[Any]], None]] = {
            "q": lambda _: self._stack.append(self._state.copy()),
            "Q": self._restore,
            "cm": lambda o: setattr(self._state, "matrix", _times(_matrix(o), self._state.matrix)),
            "w": lambda o: setattr(self._state, "weight", float(o[0])),
            "BT": lambda _: setattr(self, "_origin", (0.0, 0.0)),
            "ET": lambda _: None,
            "Ts": lambda _: None,
            "Tf": lambda o: setattr(self._state, "size", float(o[1])),
            "Td": lambda o: setattr(
                self, "_origin", (self._origin[0] + float(o[0]), self._origin[1] + float(o[1]))
            ),
            "TJ": lambda _: self._add(TEXT, [self._origin], self._state.fill, self._state.size),
            "m": self._point,
            "l": self._point,
            "c": self._curve,
            "d": lambda _: None,
            "h": lambda _: None,
            "re": self._rectangle,
            "f": lambda _: self._paint(FILL, self._state.fill, 0.0),
            "S": lambda _: self._paint(STROKE, self._state.stroke, self._state.weight),
            "BMC": lambda o: self._tags.append((str(o[0]), None)),
            "BDC": lambda o: self._tags.append((str(o[0]), int(o[1]["/MCID"]))),
            "EMC": lambda _: self._close_tag(),
        }

    @property
    def is_closed(self) -> bool:
        return not self._stack and not self._tags

    def take(self, operator: str, operands: list[Any]) -> None:
        if operator in ("g", "rg"):
            self._state.fill = _written(operands, operator)
        elif operator in ("G", "RG"):
            self._state.stroke = _written(operands, operator)
        else:
            assert operator in self._do, f"no kit needs the operator {operator}"
            self._do[operator](operands)

    def _close_tag(self) -> None:
        self._tags.pop()

    def _restore(self, _: list[Any]) -> None:
        self._state = self._stack.pop()

    def _point(self, operands: list[Any]) -> None:
        self._path.append((float(operands[0]), float(operands[1])))

    def _curve(self, operands: list[Any]) -> None:
        """Add the control points too: those of figures are no farther out than the curve."""
        self._path += [(float(x), float(y)) for x, y in zip(operands[::2], operands[1::2], strict=True)]

    def _rectangle(self, operands: list[Any]) -> None:
        x, y, width, height = map(float, operands)
        self._path += [(x, y), (x + width, y + height)]

    def _paint(self, kind: str, written: str, size: float) -> None:
        self._add(kind, self._path, written, size)
        self._path = []

    def _add(self, kind: str, points: list[Point], written: str, size: float) -> None:
        assert len(self._tags) == 1, f"{kind} stands in {len(self._tags)} marked sequences"
        xs, ys = zip(*(_apply(self._state.matrix, point) for point in points), strict=True)
        tag, mcid = self._tags[-1]
        self.found.append(Painted(kind, written, size, min(xs), min(ys), max(xs), max(ys), tag, mcid))


def _written(operands: list[Any], operator: str) -> str:
    return " ".join([*(f"{float(value):g}" for value in operands), operator])


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that applies ``one`` first (PDF 32000-1, 8.3.4)."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _apply(matrix: Matrix, point: Point) -> Point:
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f
