"""What notes say of day, begin, place and guests of an evening becomes options, where it can mean one thing only."""

from __future__ import annotations

from hostkit.importing.event_found import event_options
from hostkit.importing.words import all_words
from tests.support.each import for_each


@for_each(
    [
        (["Date: 2027-01-14"], "en", {"--date": "2027-01-14"}),
        (["Date: January 14, 2027 at 7pm"], "en", {"--date": "2027-01-14", "--start": "19:00"}),
        (["We meet on 14 January 2027, 19:00-21:00."], "en", {"--date": "2027-01-14", "--start": "19:00"}),
        (["Thursday, 14th of January 2027"], "en", {"--date": "2027-01-14"}),
        (["Date: 14/1/2027", "Time: 19:30"], "en", {"--date": "2027-01-14", "--start": "19:30"}),
        (["Wir treffen uns am 14.1.2027 um 19:00"], "de", {"--date": "2027-01-14", "--start": "19:00"}),
        (["Termin: 3. März 2027, 19 Uhr"], "de", {"--date": "2027-03-03", "--start": "19:00"}),
        (["Fecha: 14 de enero de 2027"], "es", {"--date": "2027-01-14"}),
        (["Where: Ana's kitchen", "Guests: 8"], "en", {"--place": "Ana's kitchen", "--guests": "8"}),
        (["Date: 3/4/2027"], "en", {}),
        (["Date: 14 January"], "en", {}),
        (["Date: 31.2.2027"], "en", {}),
        (["Date: 2027-01-14", "or 2027-01-21"], "en", {}),
        (["Date: 2027-01-14, 7:00"], "en", {"--date": "2027-01-14"}),
        (["Date: 2027-01-14, 19:00 or 20:00"], "en", {"--date": "2027-01-14"}),
        (["From: Ana", "Date: 3 March 2026 10:12"], "en", {}),
        (["On 3 March 2026 at 20:50 Ana wrote:"], "en", {}),
        (["Am 07.02.2027 um 18:22 schrieb Holger:"], "de", {}),
        (["[14.01.2026, 19:00] Ana: hello"], "en", {}),
        (["Welcome at 19:00"], "en", {}),
        (["Guests: 6 to 8"], "en", {}),
        (["Where: do we meet?"], "en", {}),
    ]
)
def test_only_what_can_be_read_in_one_way_is_told(
    notes: list[str], language: str, expected: dict[str, str]
) -> None:
    assert event_options(notes, all_words()[language]) == expected
