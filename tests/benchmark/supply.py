"""What a run is made of: events and guides, from the peers' folder or, without one, hostkit's own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmark.serve import SHARED
from tests.benchmark.their_kit import ask_peers, write_guide

CONTENT = Path(__file__).resolve().parent.parent.parent / "content"
TELL = """
import json, os, sys
import common as C
if not os.path.exists(C.REGULAR):
    sys.exit(C.REGULAR + " is missing: get_fonts.sh makes the peers' fonts.")
text = C.load_guide()
print(json.dumps({
    "fonts": C.FONT_DIR,
    "kit": text,
    "topics": [C.shuffled_topic(text, number) for number in range(int(sys.argv[1]))],
    "events": [C.event(number) for number in range(int(sys.argv[2]))],
}))
"""
"""Runs among the peers' scripts."""


class Supply(NamedTuple):
    """Events as the peers' common.py has them; hostkit's guides as files; what the peers' environment says besides.

    ``kit`` is the peers' kit, ``other`` another guide, ``topics`` many of them.
    """

    events: list[dict[str, Any]]
    kit: Path
    other: Path
    topics: list[Path]
    environment: Mapping[str, str] = {}

    def events_of(self, kind: str, first: int, count: int) -> list[dict[str, Any]]:
        """Return ``count`` events from the number ``first`` on; of the kind SHARED all have the same links."""
        shared = ("page_url", "feedback_url") if kind == SHARED else ()
        links = {name: self.events[0][name] for name in shared}
        return [{**event, **links} for event in self.events[first : first + count]]


def own_supply(events: int) -> Supply:
    """Return shipped guides and made-up events."""
    guides = sorted(path for path in CONTENT.glob("*.yaml") if "." not in path.stem)
    return Supply(
        list(_made_up(events)), CONTENT / "male-allies.yaml", CONTENT / "burnout-and-rest.yaml", guides
    )


def _made_up(count: int) -> Iterator[dict[str, Any]]:
    """Yield events in the peers' form, no two alike in a year's worth of them."""
    for number in range(count):
        yield {
            "date": f"Day {1 + number % 31} of March",
            "start": 17 * 60 + number % 9 * 15,
            "place": f"{1 + number % 40} Mill Lane, back room",
            "host": ("Ana Ferreira", "Björn Lund", "Chidi Okafor", "Zoë Roux")[number % 4],
            "page_url": f"https://example.org/read/evening-{number:05d}",
            "feedback_url": f"https://example.org/group/evening-{number:05d}",
        }


def peers_supply(peers: Path, python: str, events: int, topics: int, folder: Path) -> Supply:
    """Return the peers' events and their texts, as guides of hostkit written into a folder."""
    told = ask_peers(peers, python, TELL, str(topics), str(events))
    (work := folder / "peers").mkdir()
    environment = {"PEERS_WORK": str(work), "PEERS_FONTS": told["fonts"]}
    # Some of the peers paste their fonts in from a file that is made once.
    subprocess.run([python, "build_fontcache.py"], cwd=peers, env={**os.environ, **environment}, check=True)
    texts = [write_guide(text, folder / f"topic-{k}.yaml") for k, text in enumerate(told["topics"])]
    kit = write_guide(told["kit"], folder / "rest-and-work.yaml")
    return Supply(told["events"], kit, CONTENT / "burnout-and-rest.yaml", texts, environment)
