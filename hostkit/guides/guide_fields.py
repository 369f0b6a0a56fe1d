"""The table of the keys of a guide, nested like the file.

``read_guide`` reads guides according to this table, and ``guide_schema`` makes the JSON Schema from it. The models in
``guide`` have an attribute for each key.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from hostkit.guides.guide import (
    CHOICES,
    SEGMENT_MINUTES,
    Credit,
    End,
    FollowUp,
    Helps,
    PreRead,
    Prompt,
)

FORMAT = 1
"""The version of the guide format that is read and written."""

LONGEST_SEGMENT = 480
"""The most minutes of one segment: a working day."""

_MOST_LINES = 40
"""The most writing lines of one prompt; a page holds fewer."""

_ALOUD = "Words that the host reads aloud. **Two stars** make words strong."
_FOR_HOST = "A note for the host alone. **Two stars** make words strong."


class GuideKey(NamedTuple):
    """One key of a guide and the value that it takes.

    ``about`` describes the key in sentences, and ``item`` each text of a list. ``placeholders`` is true if the text may
    contain placeholders. A key of kind "group" holds a mapping of ``keys`` and is read as a ``model``; one of kind
    "groups" holds a list of such mappings. ``read_guide`` has a separate function for each key of kind "own".
    ``bounds`` are the smallest and largest number, or the fewest and the most texts of a list, and ``choices`` the
    allowed values. ``attribute`` is the model's attribute if it differs from ``name``. ``remedy`` is added to the
    message for an unknown choice.
    """

    name: str
    kind: Literal["text", "texts", "link", "number", "yes_no", "choice", "language", "group", "groups", "own"]
    about: str
    example: str | int = ""
    required: bool = False
    placeholders: bool = False
    bounds: tuple[int, int] = (0, 0)
    choices: tuple[str, ...] = ()
    attribute: str = ""
    remedy: str = ""
    model: type | None = None
    keys: tuple[GuideKey, ...] = ()
    item: str = ""


CREDIT = (
    GuideKey(
        "text",
        "text",
        "Whose work the guide is based on.",
        "Adapted from a guide by a friend.",
        required=True,
    ),
    GuideKey("url", "link", "A link to it."),
)

PRE_READ = (
    GuideKey("title", "text", "Its title.", required=True),
    GuideKey("publisher", "text", "Who publishes it."),
    GuideKey("author", "text", "Who wrote it."),
    GuideKey("url", "link", "The link to it; it becomes a code to scan."),
    GuideKey(
        "opens", "text", "What the link leads to, where that is not the text itself.", "A page with the recording"
    ),
    GuideKey("why", "text", "One sentence for the invitation: why this text."),
    GuideKey("required", "yes_no", "yes where nobody should come without having read it."),
)  # fmt: skip

SEGMENT = (
    GuideKey(
        "segment", "choice", "Which part of the evening it is.", required=True, choices=tuple(SEGMENT_MINUTES),
        attribute="kind", remedy='For a part of your own, such as a break, write "segment: custom" and a title.',
    ),
    GuideKey(
        "minutes", "number",
        f"How long it is. Without it: {', '.join(f'{kind} {usual}' for kind, usual in SEGMENT_MINUTES.items())}.",
        10, bounds=(1, LONGEST_SEGMENT),
    ),
    GuideKey(
        "title", "text", "What the host sheet calls it, if not by its kind. A custom segment needs one.", "Soup"
    ),
    GuideKey("read", "text", _ALOUD, "Welcome. You may pass on anything.", placeholders=True),
    GuideKey(
        "ask", "text", "Something to ask of everyone, also on the worksheet for written_reaction.", placeholders=True
    ),
    GuideKey("note", "text", _FOR_HOST, "Chairs in a circle.", placeholders=True),
    GuideKey("each", "yes_no", "yes gives every guest a turn; the host sheet says how long a turn may be."),
    GuideKey("fixed", "yes_no", "yes keeps its minutes when the evening is made shorter or longer."),
    GuideKey(
        "consent", "yes_no",
        "yes gives the host words to ask who would like to be in the picture, and where it may go.",
    ),
)  # fmt: skip

QUESTION = (
    GuideKey(
        "ask", "text", "The question. Begin it with what, how, when or which.",
        "How did people rest in the home you grew up in?", required=True, placeholders=True,
    ),
    GuideKey("probes", "texts", "For the back of the card.", "What happened then?", item="A follow-up question."),
    GuideKey("note", "text", _FOR_HOST, placeholders=True),
    GuideKey("skip_if_late", "yes_no", "yes for a question that may be left out when time is short."),
    GuideKey("leave_out", "yes_no", "yes keeps a question in the file and prints it nowhere."),
)  # fmt: skip

ROUND = (
    GuideKey(
        "round", "text", "The heading of the round.", "Looking back", required=True, attribute="title"
    ),
    GuideKey("read", "text", _ALOUD, "Take whichever card speaks to you.", placeholders=True),
    GuideKey("choose", "choice", "The rule: any of its questions, one of them, or all in turn.", choices=CHOICES),
    GuideKey(
        "minutes", "number", "How long it is. Without it, its share by its questions.", 20,
        bounds=(1, LONGEST_SEGMENT),
    ),
    GuideKey("questions", "own", "Its questions.", required=True),
)  # fmt: skip

PROMPT = (
    GuideKey(
        "ask", "text", "What the guest writes about.", "Something I heard tonight that I want to keep", required=True,
        placeholders=True,
    ),
    GuideKey(
        "lines", "number", "Its share of the room, relative to the other prompts. Without it, 4.", 4,
        bounds=(1, _MOST_LINES),
    ),
)  # fmt: skip

FOLLOW_UP = (
    GuideKey("name", "text", "What the group is called.", "Our group"),
    GuideKey("opens", "text", "What the link opens, in words.", "Our group, for what we didn’t get to say"),
    GuideKey(
        "invite", "text", "Words that invite to it.", "Send us one sentence from this page.", placeholders=True
    ),
    GuideKey(
        "url", "link",
        "The link to it; it becomes a code to scan. Without one there is a line to write it on.",
    ),
)  # fmt: skip

HELPS = (
    GuideKey("stalls", "text", "When nobody speaks."),
    GuideKey("one_voice", "text", "When one person does all the talking."),
    GuideKey("tempers", "text", "When tempers rise."),
    GuideKey("tears", "text", "When someone is in tears."),
)

END = (
    GuideKey("read", "text", _ALOUD, "Thank you for tonight. Get home safely.", placeholders=True),
)  # fmt: skip

GUIDE = (
    GuideKey("hostkit", "own", f"The version of the format: {FORMAT}. The first line of a guide.", required=True),
    GuideKey("title", "text", "What the evening is called.", "Rest and work", required=True),
    GuideKey("series", "text", "The name of the series, above the title.", "Our evenings"),
    GuideKey("language", "language", "The language of the guide, as a tag. Without it, en."),
    GuideKey("theme", "own", "How the kit looks: a theme, or the file of one beside the guide.", "links"),
    GuideKey(
        "definition", "text", "What we mean by the topic, in a sentence or two: it is said aloud.",
        "Rest is whatever fills you up again.",
    ),
    GuideKey(
        "credit", "group", "Whose work the guide is based on; small, at the end of the host sheet.", model=Credit,
        keys=CREDIT,
    ),
    GuideKey(
        "pre_read", "group", "Something that guests may read before they come.", model=PreRead, keys=PRE_READ
    ),
    GuideKey(
        "agreements", "texts", "What everyone at the table agrees on.", "Anyone may pass.", item="A short line."
    ),
    GuideKey(
        "tent_agreements", "texts",
        "The agreements on the table tent, up to three; without it the first three of all.", "Anyone may pass.",
        bounds=(0, 3), item="A short line.",
    ),
    GuideKey(
        "run_of_show", "own",
        "The evening, part by part, in order. Exactly one part is questions: there the cards are read.",
        required=True,
    ),
    GuideKey(
        "questions", "own", "Two or more questions, one to a card, or rounds of them.", required=True,
    ),
    GuideKey(
        "worksheet", "groups", "Prompts for the reflection worksheet, two to four.", model=Prompt, keys=PROMPT
    ),
    GuideKey("follow_up", "group", "The group in which guests keep talking.", model=FollowUp, keys=FOLLOW_UP),
    GuideKey(
        "helps", "group", "What the host does or says; each takes the place of hostkit's words.", model=Helps,
        keys=HELPS,
    ),
    GuideKey(
        "end", "group", "The goodbye, at the end of the run of show; it takes the place of hostkit's words.",
        model=End, keys=END,
    ),
    GuideKey(
        "invitation", "text", "A sentence for the invitation: who is welcome, what nobody needs.",
        "Come as tired as you are.",
    ),
    GuideKey("tips", "texts", "What the host keeps in mind, besides the helps.", item="A line."),
    GuideKey(
        "materials", "texts", "What to bring, besides sheets and pens.", "a bowl for phones", item="A thing."
    ),
    GuideKey("notes", "texts", "Thoughts about the guide. They are printed nowhere.", item="A line."),
    GuideKey("translation_of", "text", "The topic of the guide that this one translates.", "male-allies"),
    GuideKey("translations", "own", "Not used. A translation is a guide of its own, such as rest.de.yaml."),
)  # fmt: skip


def names_of(keys: tuple[GuideKey, ...]) -> tuple[str, ...]:
    """Return the names of the keys, in order."""
    return tuple(key.name for key in keys)
