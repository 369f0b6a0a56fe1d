"""The peers' kit in hostkit's terms: the same words as a guide, the same details as an event. Nothing of it is kept."""

from __future__ import annotations

import datetime
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_YEAR, _MONTH = 2027, 3
"""All their events are in March 2027; their dates are words, of which the day matters here."""


def ask_peers(peers: Path, python: str, code: str, *arguments: str) -> Any:
    """Run code among the peers' scripts and return what it prints as JSON."""
    done = subprocess.run(
        [python, "-c", code, *arguments], cwd=peers, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{peers}: the peers cannot be asked; {python} said why above.")
    return json.loads(done.stdout)


def write_guide(kit: Mapping[str, Any], path: Path) -> Path:
    """Write the peers' kit as a guide of hostkit: the same words, six questions, three prompts."""
    segments: list[dict[str, object]] = [
        {"segment": "custom", "title": row["segment"], "minutes": str(row["minutes"]), "note": row["notes"]}
        for row in kit["run_of_show"]
    ]
    segments[1]["read"] = " ".join(kit["welcome"])
    # "Deeper questions"; where the words were shuffled it has another name.
    segments[5]["segment"] = "questions"
    guide = {
        "hostkit": "1",
        "title": kit["title"],
        "definition": kit["subtitle"],
        "run_of_show": segments,
        "questions": [{"ask": row["prompt"], "probes": [row["title"]]} for row in kit["questions"]],
        "worksheet": [
            {"ask": row["text"], "lines": str(row["lines"])} for row in kit["reflection"]["prompts"]
        ],
        "tips": kit["tips"],
        "materials": kit["materials"],
    }
    path.write_text(json.dumps(guide, ensure_ascii=False, indent=1), "utf-8")
    return path


def day_of(event: Mapping[str, Any]) -> datetime.date:
    """Return the date of one of their events: "Monday 1 March 2027"."""
    return datetime.date(_YEAR, _MONTH, int(event["date"].split()[1]))
