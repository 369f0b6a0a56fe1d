"""An event file in, its values with their places out. Nothing is required. Knows nothing of precedence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hostkit.core.errors import Position, refused
from hostkit.core.yaml_advice import EVENT_KEYS
from hostkit.core.yaml_blocks import YamlBlock, YamlReading
from hostkit.events.fields import VOCABULARY

EVENT_NAMES = tuple(name for name in VOCABULARY if name != "out")
"""What an event may say; where files go is no matter of the event."""


@dataclass(frozen=True, slots=True)
class Given:
    """A typed value and where somebody wrote it."""

    value: object
    at: Position


def read_event(path: Path) -> dict[str, Given]:
    """Read an event file; an empty one gives nothing.

    Raises:
        SourceError: with every problem of the file.

    """
    reading = YamlReading.of(path, EVENT_KEYS, may_be_empty=True)
    root = reading.root(EVENT_NAMES)
    if root and root.mentions("hostkit"):
        wrong = "this is a guide, not an event file."
        raise refused("event-is-a-guide", reading.file, wrong, "Name it without --event.")
    found = given_in(root, EVENT_NAMES) if root else {}
    reading.done()
    return found


def given_in(block: YamlBlock, names: Iterable[str]) -> dict[str, Given]:
    """Return the values of a mapping under these names; what is wrong is among the reading's problems."""
    found = {}
    for name in names:
        value = block.parsed(name, VOCABULARY[name].parse)
        if value is not None:
            found[name] = Given(value, block.place(name))
    return found
