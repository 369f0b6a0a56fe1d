"""The guides in content/ that docs/pages shows side by side: the usual evening and the cover of each. Data only."""

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

SINGLE_CARDS: Mapping[str, Case] = {
    f"cards-of-{path.stem}": Case(path.stem, {**USUAL, "sheets": "question-cards", "impose": "none"})
    for path in sorted(shipped_folder().glob("*.yaml"))
    if "." not in path.stem
}
"""The cards of each guide, one on a page, by the name of its kit."""

PAPERS_OF_ALL, CARDS_OF_ALL, BACKS_OF_ALL = "guides", "guides-cards", "guides-cards-backs"
COVERS, GRAY_COVERS = "covers", "covers-gray"
"""Pictures: a contact sheet of host sheets and worksheets for each paper, one of all fronts and one of all backs of
cards, and one of all covers, in color and copied in gray."""

CAPTIONS = {
    PAPERS_OF_ALL: "Every guide: host sheet and worksheet",
    COVERS: "Every guide: its cover, each in a theme of its own",
    GRAY_COVERS: "The same covers, copied in gray",
    CARDS_OF_ALL: "Every guide: fronts of its cards, A6",
    BACKS_OF_ALL: "Every guide: backs of its cards, A6",
}
