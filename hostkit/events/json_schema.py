"""JSON Schema (draft 2020-12) of guides and of events: with it an editor completes what is typed, explains and checks.

In: the tuples that the readers go by. Out: plain data, new at every call. Like the readers it takes every scalar for a
text: a number, yes or no is one too, as an editor sees it, and nothing behind a colon counts as left out.
"""

from __future__ import annotations

from collections.abc import Callable

from hostkit.core.json_values import (
    Schema,
    described,
    link,
    list_of,
    mapping,
    named,
    number,
    pattern,
    text,
    yes_no,
)
from hostkit.events.fields import FIELDS, Field, event_names
from hostkit.guides.guide import CHOICES, SEGMENT_MINUTES
from hostkit.guides.languages import language_names
from hostkit.guides.read_guide import FORMAT, LONGEST_SEGMENT, MOST_LINES
from hostkit.stocks.stock import AUTO, stock_names

KINDS = ("guide", "event")
"""What there are schemas for."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ALOUD = "Words that the host reads aloud. **Two stars** make words strong."
_FOR_HOST = "A note for the host alone. **Two stars** make words strong."


def schema_of(kind: str) -> Schema:
    """Return the schema of one of ``KINDS``."""
    whole = _guide() if kind == "guide" else _event()
    about = f"Written by hostkit schema {kind}. Write it anew with every new hostkit."
    return {"$comment": about, "$schema": _DIALECT, "title": f"hostkit {kind}", **whole}


def _guide() -> Schema:
    required = {
        "hostkit": described(
            {"enum": [FORMAT, str(FORMAT)]},
            f"The version of the format: {FORMAT}. The first line of a guide.",
        ),
        "title": text("What the evening is called.", "Rest and work"),
        "run_of_show": _run_of_show(),
        "questions": _questions(),
    }
    others = {
        "series": text("The name of the series, above the title.", "Our evenings"),
        "language": pattern(
            r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$", "The language of the guide, as a tag. Without it, en.",
            *language_names(),
        ),
        "definition": text(
            "What we mean by the topic, in a sentence or two: it is said aloud.",
            "Rest is whatever fills you up again.",
        ),
        "credit": _credit(),
        "pre_read": _pre_read(),
        "agreements": list_of(text("A short line.", "Anyone may pass."), "What everyone at the table agrees on."),
        "worksheet": list_of({"$ref": "#/$defs/prompt"}, "Prompts for the reflection worksheet, two to four."),
        "follow_up": _follow_up(),
        "helps": _helps(),
        "tips": list_of(text("A line."), "What the host keeps in mind, beside the helps."),
        "materials": list_of(text("A thing.", "a bowl for phones"), "What to bring, besides sheets and pens."),
        "notes": list_of(text("A line."), "Thoughts about the guide. They are printed nowhere."),
        "translations": described({"not": {}}, "Not printed by this version. Write one guide a language."),
    }  # fmt: skip
    about = "A guide: what is talked about in an evening. Only title, run_of_show and questions are needed."
    return {
        **mapping(about, required, others),
        "$defs": {"segment": _segment(), "question": _question(), "round": _round(), "prompt": _prompt()},
    }


def _credit() -> Schema:
    return mapping(
        "Whom the text owes something; small, at the end of the host sheet.",
        {"text": text("What is owed to whom.", "Adapted from a guide by a friend.")},
        {"url": link("A link to it.")},
    )


def _pre_read() -> Schema:
    others = {
        "publisher": text("Who publishes it."),
        "author": text("Who wrote it."),
        "url": link("The link to it; it becomes a code to scan."),
        "opens": text(
            "What the link leads to, where that is not the text itself.", "A page with the recording"
        ),
        "why": text("One sentence for the invitation: why this text."),
        "required": yes_no("yes where nobody should come without having read it."),
    }
    about = "Something that guests may read before they come."
    return mapping(about, {"title": text("Its title.")}, others)


def _run_of_show() -> Schema:
    its_kind: Schema = {"properties": {"segment": {"const": "questions"}}, "required": ["segment"]}
    about = "The evening, part by part, in order. Exactly one part is questions: there the cards are read."
    return {
        **list_of({"$ref": "#/$defs/segment"}, about, least=1),
        "contains": its_kind,
        "minContains": 1,
        "maxContains": 1,
    }


def _segment() -> Schema:
    minutes = ", ".join(f"{kind} {usual}" for kind, usual in SEGMENT_MINUTES.items())
    others = {
        "minutes": number(f"How long it is. Without it: {minutes}.", 1, LONGEST_SEGMENT, 10),
        "title": text(
            "What the host sheet calls it, if not by its kind. A custom segment needs one.", "Soup"
        ),
        "read": text(_ALOUD, "Welcome. You may pass on anything."),
        "ask": text("Something to ask of everyone, also on the worksheet for written_reaction."),
        "note": text(_FOR_HOST, "Chairs in a circle."),
        "each": yes_no("yes gives every guest a turn; the host sheet says how long a turn may be."),
        "fixed": yes_no("yes keeps its minutes when the evening is made shorter or longer."),
        "consent": yes_no(
            "yes puts a sentence into the host's mouth that asks who would like to be in the picture."
        ),
    }
    kinds = named("Which part of the evening it is.", SEGMENT_MINUTES)
    return {
        **mapping("A part of the evening.", {"segment": kinds}, others),
        "if": {"properties": {"segment": {"const": "custom"}}, "required": ["segment"]},
        "then": {"required": ["title"]},
    }


def _questions() -> Schema:
    items: Schema = {"anyOf": [{"$ref": "#/$defs/question"}, {"$ref": "#/$defs/round"}]}
    in_rounds: Schema = {"required": ["round"]}
    return {
        **list_of(items, "Two or more questions, one to a card, or rounds of them.", least=1),
        "anyOf": [{"minItems": 2, "items": {"not": in_rounds}}, {"items": in_rounds}],
    }


def _question() -> Schema:
    others = {
        "probes": list_of(text("A follow-up question.", "What happened then?"), "For the back of the card."),
        "note": text(_FOR_HOST),
        "skip_if_late": yes_no("yes for a question that may be left out when time is short."),
    }
    ask = text(
        "The question. Begin it with what, how, when or which.", "Who rested in the home you grew up in?"
    )
    return mapping("A question.", {"ask": ask}, others)


def _round() -> Schema:
    required = {
        "round": text("The heading of the round.", "Looking back"),
        "questions": list_of({"$ref": "#/$defs/question"}, "Its questions.", least=1),
    }
    others = {
        "read": text(_ALOUD, "Take whichever card speaks to you."),
        "choose": named("The rule: any of its questions, one of them, or all in turn.", CHOICES),
        "minutes": number("How long it is. Without it, its share by its questions.", 1, LONGEST_SEGMENT, 20),
    }
    return mapping("A round of questions.", required, others)


def _prompt() -> Schema:
    ask = text("What the guest writes about.", "Something I heard tonight that I want to keep")
    about = "Its share of the room, relative to the other prompts. Without it, 4."
    return mapping("A prompt of the worksheet.", {"ask": ask}, {"lines": number(about, 1, MOST_LINES, 4)})


def _follow_up() -> Schema:
    keys = {
        "name": text("What the group is called.", "Our group"),
        "opens": text("What the link opens, in words.", "Our group, for what we forgot to say"),
        "invite": text("Words that invite to it.", "Send us one sentence from this page."),
        "url": link("The link to it; it becomes a code to scan. Without one there is a line to write it on."),
    }
    return mapping("The group in which the talk goes on.", {}, keys)


def _helps() -> Schema:
    keys = {
        "stalls": text("When the talk stalls."),
        "one_voice": text("When one voice fills the room."),
        "tempers": text("When tempers rise."),
    }
    return mapping("What the host does or says; each takes the place of hostkit's words.", {}, keys)


def _event() -> Schema:
    keys = {name: _SCHEMAS[FIELDS[name].kind](FIELDS[name]) for name in event_names()}
    return mapping("An event: who, when, where, and how it is printed. Nothing is required.", {}, keys)


def _choice(field: Field) -> Schema:
    """Return the schema of one of several values, of which a number may stand in quotation marks too."""
    texts = [str(choice) for choice in field.choices if not isinstance(choice, str)]
    return named(field.sentence, (*field.choices, *texts))


_SCHEMAS: dict[str, Callable[[Field], Schema]] = {
    **dict.fromkeys(
        ("text", "name", "time_zone", "sheets", "folder"),
        lambda field: text(field.sentence, *([str(field.example)] if field.example else [])),
    ),
    "link": lambda field: link(field.sentence),
    "number": lambda field: number(field.sentence, *field.bounds, int(field.example)),
    "choice": _choice,
    "date": lambda field: pattern(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", field.sentence, str(field.example)),
    "time": lambda field: pattern(r"^([01][0-9]|2[0-3]):[0-5][0-9]$", field.sentence, str(field.example)),
    "language": lambda field: named(field.sentence, language_names()),
    "stock": lambda field: text(field.sentence, *stock_names(), AUTO),
}
"""The schema of each kind of value."""
