"""A text as a host writes it becomes a draft: each part where it belongs, what is not recognized a note."""

from __future__ import annotations

import pytest

from hostkit.importing.draft import DraftCredit, Text, TextPiece
from tests.support.drafts import ASKED, asked, draft, notes, reading, segment, texts


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Trust\n" + ASKED, "Trust"),
        ("Topic: Trust\n" + ASKED, "Trust"),
        ("Hi all,\n\nthis is it.\n\nTopic for Thursday: Trust\n" + ASKED, "Trust"),
        (
            "From: a@example.org\nSubject: Re: Fwd: Trust\n\nHi,\n\nsee below for all of it.\n" + ASKED,
            "Trust",
        ),
        ("Discussion guide: Trust\n" + ASKED, "Trust"),
        ("Trust - a conversation guide\n" + ASKED, "Trust"),
        ("*** TRUST ***\n" + ASKED, "TRUST"),
        ("Who pays?\n" + ASKED, "Who pays?"),
        ("We begin late, as always.\n" + ASKED + "\n---\nTrust\n", "Trust"),
        ("Can you print it? The topic is “Trust”. Thank you for that.\n" + ASKED, "Trust"),
        ("This is a whole sentence and no title.\n" + ASKED, None),
        ("Hi all,\n" + ASKED, None),
    ],
)
def test_the_title(text: str, title: str | None) -> None:
    found = draft(text).title
    assert (found.plain if found else None) == title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“A book”, A Press, https://example.org/b",
            ("A book", None, "A Press", "https://example.org/b", None),
        ),
        (
            "A book\nby Ann Lee\nhttps://example.org/b",
            ("A book", "Ann Lee", None, "https://example.org/b", None),
        ),
        (
            "A book by nobody. A Press. example.org/b",
            ("A book by nobody", None, "A Press", "https://example.org/b", None),
        ),
        (
            "A book (A Press, https://example.org/b)",
            ("A book", None, "A Press", "https://example.org/b", None),
        ),
        ("“A book”, by Ann Lee (A Press)", ("A book", "Ann Lee", "A Press", None, None)),
        ("“A book”, published in A Press. It is short.", ("A book", None, "A Press", None, "It is short.")),
        (
            "Please have a look at “A book” before you come: https://example.org/b",
            ("A book", None, None, "https://example.org/b", "Please have a look at “A book” before you come"),
        ),
        (
            "Title: A book\nPublisher: A Press\nAuthor: Ann Lee\nLink: https://example.org/b\nWhy: It is short.",
            ("A book", "Ann Lee", "A Press", "https://example.org/b", "It is short."),
        ),
        ("https://example.org/b", ("example.org/b", None, None, "https://example.org/b", None)),
    ],
)
def test_what_is_read_before(text: str, expected: tuple[str | None, ...]) -> None:
    assert texts(reading(text)) == expected


def test_required_reading_and_a_second_text() -> None:
    assert reading("“A book”, required, https://example.org/b").required
    assert not reading("“A book”, not required, https://example.org/b").required
    made = draft(f"T\n\nPre-read\n- “A”, https://example.org/a\n- “B”, https://example.org/b\n{ASKED}")
    assert notes(made) == ["“B”, https://example.org/b"]
    assert (
        "The text names more than one thing to read; a guide has one, the others are notes." in made.remarks
    )


@pytest.mark.parametrize(
    ("text", "name", "invite"),
    [
        ("Group: Open Purses, https://example.org/g", "Open Purses", None),
        (
            "Follow-up\nName: Open Purses\nLink: https://example.org/g\nInvitation: Come along.",
            "Open Purses",
            "Come along.",
        ),
        ("Follow-up\nOpen Purses\nhttps://example.org/g", "Open Purses", None),
        (
            "Our group is called Open Purses: https://example.org/g",
            "Open Purses",
            "Our group is called Open Purses",
        ),
        (
            "Follow-up\nCome to https://example.org/g and say hello.",
            None,
            "Come to https://example.org/g and say hello.",
        ),
        ("Group „Open Purses“: https://example.org/g", "Open Purses", None),
    ],
)
def test_the_group(text: str, name: str | None, invite: str | None) -> None:
    found = draft(f"Trust\n{ASKED}\n{text}\n").follow_up
    assert found is not None
    assert found.url is not None
    assert found.url.text == "https://example.org/g"
    assert (found.name.plain if found.name else None, found.invite.plain if found.invite else None) == (
        name,
        invite,
    )


def test_lists() -> None:
    text = (
        f"T\n{ASKED}\nAgreements\nPass if you like. It stays here.\n\nTips\n1. Wait.\n2. Smile.\n\n"
        "Bring: pens, paper (white, if you can), a cake.\n"
    )
    made = draft(text)
    assert [item.text.plain for item in made.agreements] == ["Pass if you like.", "It stays here."]
    assert [(item.text.plain, [s.text for s in item.signs]) for item in made.tips] == [
        ("Wait.", ["1."]),
        ("Smile.", ["2."]),
    ]
    assert [item.text.plain for item in made.materials] == ["paper (white, if you can)", "a cake"]
    # hostkit counts pens itself.
    assert "pens" in [sign.text for sign in made.signs["materials"]]


@pytest.mark.parametrize(
    ("title", "line", "expected"),
    [
        (
            "Envy",
            "If you have time, read this before: https://example.org/envy",
            (
                "example.org/envy",
                None,
                None,
                "https://example.org/envy",
                "If you have time, read this before",
            ),
        ),
        (
            "Envy",
            "On wishing: https://example.org/envy",
            ("On wishing", None, None, "https://example.org/envy", None),
        ),
        (
            "Envy",
            "On wishing https://example.org/envy",
            ("On wishing", None, None, "https://example.org/envy", None),
        ),
        ("Home", "Max Frisch, Questions (home)", ("Max Frisch, Questions (home)", None, None, None, None)),
        ("Home", "Questions (A Press)", ("Questions", None, "A Press", None, None)),
    ],
)
def test_a_sentence_is_no_title_and_the_topic_no_publisher(
    title: str, line: str, expected: tuple[str | None, ...]
) -> None:
    found = draft(f"{title}\n\nPre-read: {line}\n{ASKED}").pre_read
    assert found is not None
    assert texts(found) == expected


def test_segments_with_labels_and_a_footnote() -> None:
    text = (
        "# T\n\n## Welcome\nSay: Good evening.[^1]\nNote: smile.\n\n[^1]: Or good morning.\n\n"
        "## Questions\n1. Why?\n2. Who?\n"
    )
    found = segment(draft(text, markdown=True), "welcome")
    assert found.read is not None
    assert found.note is not None
    assert (found.read.plain, found.note.plain) == ("Good evening.", "smile. Or good morning.")


def test_a_run_of_show_gives_minutes_and_parts_of_its_own() -> None:
    text = (
        "T\n\nAgenda\n- Arrivals (10)\n- Welcome: say hello (5)\n- Cake (15 min)\n- Questions (30)\n"
        f"- Closing (10)\n{ASKED}"
    )
    made = draft(text)
    assert [(each.kind, each.minutes) for each in made.segments] == [
        ("arrivals", 10),
        ("welcome", 5),
        ("custom", 15),
        ("questions", 30),
        ("closing_round", 10),
    ]
    assert not any(each.added for each in made.segments)


def test_minutes_come_from_times_of_day() -> None:
    text = (
        "T\n\n19:00 Arrivals\n19:10 Welcome\n19:15 Questions\n  Why?\n  Who?\n"
        "19:55–20:00 Photo\n20:10 End\n20:20 Sweep the floor\n"
    )
    made = draft(text)
    assert [(each.kind, each.minutes) for each in made.segments] == [
        ("arrivals", 10),
        ("welcome", 5),
        ("questions", 40),
        ("group_photo", 5),
    ]
    assert notes(made) == ["20:10 End", "20:20 Sweep the floor"]


def test_what_a_usual_evening_has_besides_is_added_and_marked() -> None:
    made = draft(f"T\n\nClosing\nOne word.\n{ASKED}")
    assert [(each.kind, each.added) for each in made.segments] == [
        ("arrivals", True),
        ("welcome", True),
        ("introductions", True),
        ("closing_round", False),
        ("questions", False),
        ("written_reaction", True),
    ]


def test_sentences_without_a_title_go_where_they_belong() -> None:
    text = (
        "Trust\n\nBy trust we mean a rope.\n\nEverybody says their name.\n\n1. Why?\n2. Who?\n\n"
        "Close with one word. Then five minutes to write, and a photo for those who like.\n\nBring a chair.\n"
    )
    made = draft(text)
    assert made.definition is not None
    assert made.definition.plain == "By trust we mean a rope."
    assert segment(made, "introductions").ask is not None
    written = segment(made, "written_reaction").ask
    assert written is not None
    assert written.plain == "Then five minutes to write, and a photo for those who like."
    closing = segment(made, "closing_round").ask
    assert closing is not None
    assert closing.plain == "Close with one word."


def test_what_is_denied_is_no_hint() -> None:
    made = draft("Trust\n\n1. Why?\n2. Who?\n\nNo group photo tonight.\n\nPhoto: no\n")
    assert not any(each.kind == "group_photo" for each in made.segments)
    assert notes(made) == ["No group photo tonight.", "Photo: no"]


def test_a_letter_around_it_goes_to_the_notes() -> None:
    text = (
        "From: Ana <ana@example.org>\nTo: all\nSubject: Trust\n\nHi all,\n\n1. Why?\n2. Who?\n\nClosing: one word.\n\n"
        "Best,\nAna\n\nOn 3 Mar 2025 at 08:40, Bo wrote:\n> Is it on?\n> Who comes?\n"
    )
    made = draft(text)
    assert asked(made) == [("Why?", []), ("Who?", [])]
    assert notes(made) == [
        "From: Ana <ana@example.org>",
        "To: all",
        "Hi all,",
        "Best,",
        "Ana",
        "On 3 Mar 2025 at 08:40, Bo wrote:",
        "Is it on?",
        "Who comes?",
    ]


def test_quoted_questions_of_an_earlier_mail_are_not_the_evenings() -> None:
    mail = (
        "From: Ana <ana@example.org>\nTo: all\n\nQuestions\n1. Why?\n2. Who?\n\n> Is it on?\n> Who comes?\n"
    )
    assert asked(draft(mail)) == [("Why?", []), ("Who?", [])]
    assert notes(draft(mail))[2:] == ["Is it on?", "Who comes?"]
    assert asked(draft("Trust\n\nQuestions\n\n> Why?\n\n> Who?\n")) == [("Why?", []), ("Who?", [])]


@pytest.mark.parametrize("part", ["Worksheet", "Reflection (5 min)"])
def test_prompts_for_the_worksheet(part: str) -> None:
    made = draft(f"T\n{ASKED}\n{part}\n1. What will you keep?\n2. What will you drop?\n")
    assert [item.text.plain for item in made.worksheet] == [
        "What will you keep?",
        "What will you drop?",
    ]
    made = draft(f"T\n{ASKED}\nReflection\n- [ ] pens out\n- [ ] Who reads?\n")
    assert not made.worksheet
    note = segment(made, "written_reaction").note
    assert note is not None
    assert note.plain == "pens out; Who reads?"


def test_a_credit_is_found_by_its_first_words() -> None:
    made = draft(f"T\n{ASKED}\nClosing\nOne word.\n\nAdapted from Some Guide: https://example.org/g\n")
    assert made.credit == DraftCredit(
        Text((TextPiece("Adapted from Some Guide", 10),)), TextPiece("https://example.org/g", 10)
    )


def test_a_quoted_definition_goes_without_the_remark_beneath() -> None:
    made = draft(
        "# Trust\n\n## Definition\n\n> Trust is a rope.\n\nMy neighbor says so.\n\n## Questions\n1. Why?\n2. Who?\n",
        markdown=True,
    )
    assert made.definition is not None
    assert made.definition.plain == "Trust is a rope."
    assert notes(made) == ["My neighbor says so."]


def test_a_short_question_with_an_answer_is_the_definition() -> None:
    made = draft(f"Trust\n\nWhat is trust?\nTrust is a rope.\n{ASKED}")
    assert made.definition is not None
    assert made.definition.plain == "Trust is a rope."
