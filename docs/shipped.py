"""The guides in content/ that docs/pages shows side by side: the usual evening of each. Data only."""

from __future__ import annotations

from collections.abc import Mapping

from hostkit.guides.topics import shipped_folder
from tests.support.cases import USUAL, Case

SHIPPED: Mapping[str, Case] = {
    f"guide-{path.stem}": Case(path.stem, USUAL)
    for path in sorted(shipped_folder().glob("*.yaml"))
    if "." not in path.stem
}
"""By the name of its kit."""

PAPERS_OF_ALL, CARDS_OF_ALL = "guides", "guides-cards"
"""Pictures: a contact sheet of host sheets and worksheets for each paper, and one of all fronts of cards."""

CAPTIONS = {
    PAPERS_OF_ALL: "Every guide: host sheet and worksheet",
    CARDS_OF_ALL: "Every guide: fronts of its cards, A6",
}
