"""What is seen of a page, as text: two pages with the same text look the same.

In comes a page of a display list. Roles and links are left out, measures are to a hundredth of a point.
"""

from __future__ import annotations

from hostkit.typesetting.display_list import LinkArea, Page, Placement, Role


def seen(page: Page) -> list[str]:
    """Return the page's size, then each of its items."""
    return [f"{page.width:.2f} {page.height:.2f}", *(_described(item) for item in page.items)]


def _described(value: object) -> str:
    match value:
        case Placement(x, y, page, turn, scale):
            return f"{x:.2f} {y:.2f} {turn} {scale:.4f} {seen(page)}"
        case LinkArea() | Role():
            return ""
        case float():
            return f"{value:.2f}"
        case tuple():
            return f"{type(value).__name__}({' '.join(map(_described, value))})"
    return repr(value)
