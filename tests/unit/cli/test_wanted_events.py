"""``--only`` takes ids, patterns of ids, and cells of the user's own columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostkit.batch.work import Work, plan_work
from hostkit.cli.wanted_events import refuse_faulty, wanted_events
from hostkit.core.errors import HostkitError, UsageError
from hostkit.events.precedence import Settings

ROWS = [("mitte-1", "Mitte", "8"), ("mitte-2", "Mitte", "x"), ("nord-1", "Nord", "8"), ("Süd 1", "", "8")]
CSV = "id,topic,#Branch,guests\n" + "".join(
    f"{name},male-allies,{branch},{guests}\n" for name, branch, guests in ROWS
)
YAML = "".join(
    f'- {{id: {name}, topic: male-allies, "#Branch": "{branch}", guests: {guests}}}\n'
    for name, branch, guests in ROWS
)


@pytest.fixture(params=["events.csv", "events.yaml"])
def work(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    monkeypatch.chdir(tmp_path)
    path = Path(request.param)
    path.write_text(CSV if path.suffix == ".csv" else YAML, "utf-8")
    return plan_work(path, {}, Settings(), tmp_path)


@pytest.mark.parametrize(
    ("only", "wanted"),
    [
        (["nord-1"], ("nord-1",)),
        (["Süd 1"], ("sud-1",)),
        (["mitte-*"], ("mitte-1", "mitte-2")),
        (["*-1", "nord-?"], ("mitte-1", "nord-1", "sud-1")),
        (["branch=Mitte"], ("mitte-1", "mitte-2")),
        (["#Branch = mitte"], ("mitte-1", "mitte-2")),
        (["branch=N*", "mitte-1"], ("nord-1", "mitte-1")),
        (["branch="], ("sud-1",)),
    ],
)
def test_events_that_are_wanted(work: Work, only: list[str], wanted: tuple[str, ...]) -> None:
    assert wanted_events(work, only) == wanted


@pytest.mark.parametrize(
    ("only", "said"),
    [
        ("nord-2", 'no event here is "nord-2". Did you mean "nord-1"?'),
        ("west-*", 'no event here is "west-*". Known here: mitte-1, mitte-2, nord-1, sud-1.'),
        ("branch=Mite", 'no event here has "branch=Mite". Did you mean "Mitte"?'),
        ("branche=Mitte", 'there is no column "#branche". Did you mean "branch"?'),
    ],
)
def test_what_fits_no_event_is_refused(work: Work, only: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        wanted_events(work, [only])
    assert str(caught.value) == f"--only: {said}"


def test_an_event_with_a_problem_is_refused_by_its_id_alone(work: Work) -> None:
    refuse_faulty(work, ["mitte-*", "branch=Mitte", "mitte-1"])
    with pytest.raises(HostkitError, match='the row of "mitte-2" has a problem'):
        refuse_faulty(work, ["mitte-2"])
