"""Finding a guide by path, topic or title, in the right order of folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from hostkit.core import input_files as shipped
from hostkit.core.errors import HostkitError
from hostkit.guides import topics
from hostkit.guides.topics import (
    Topic,
    find_topic,
    guides_at,
    list_topics,
    own_guides,
    shipped_folder,
    shipped_guide,
    used_instead,
)


def guide(path: Path, title: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"hostkit: 1\ntitle: {title}\n", encoding="utf-8")
    return path


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with guides in all three places."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setattr(topics, "shipped_folder", lambda: tmp_path / "shipped")
    guide(folder / "content" / "home.yaml", "At home")
    guide(folder / "content" / "Rest & Work.yml", "Rest and work")
    guide(tmp_path / "own" / "home.yaml", "Another home")
    guide(tmp_path / "own" / "money.yaml", "'Money:   and  love'")
    guide(tmp_path / "shipped" / "male-allies.yaml", "Male allies")
    guide(tmp_path / "shipped" / "money.yaml", "Shipped money")
    (tmp_path / "shipped" / "LICENSE.md").write_text("x")
    guide(tmp_path / "shipped" / ".draft.yaml", "Draft")
    return folder


def test_list_holds_each_topic_once_and_the_own_folder_wins(work: Path, tmp_path: Path) -> None:
    assert list_topics(work, tmp_path / "own") == (
        Topic("home", tmp_path / "own" / "home.yaml", "guides", (work / "content" / "home.yaml",)),
        Topic("male-allies", tmp_path / "shipped" / "male-allies.yaml", "shipped"),
        Topic("money", tmp_path / "own" / "money.yaml", "guides", (tmp_path / "shipped" / "money.yaml",)),
        Topic("rest-work", work / "content" / "Rest & Work.yml", "content"),
    )


def test_list_without_own_guides(work: Path) -> None:
    assert [topic.where for topic in list_topics(work)] == ["content", "shipped", "shipped", "content"]


def test_folder_that_is_not_there_holds_no_guides(tmp_path: Path, work: Path) -> None:
    assert [topic.topic for topic in list_topics(tmp_path / "nowhere", tmp_path / "none")] == [
        "male-allies",
        "money",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("home", "own/home.yaml"),
        ("HOME", "own/home.yaml"),
        ("Male Allies", "shipped/male-allies.yaml"),
        ("rest & work", "work/content/Rest & Work.yml"),
        ("Rest and Work", "work/content/Rest & Work.yml"),
        ("money: and LOVE", "own/money.yaml"),
        ("at home", "own/home.yaml"),
        ("another home", "own/home.yaml"),
    ],
)
def test_topic_or_title_in_any_case(work: Path, tmp_path: Path, text: str, found: str) -> None:
    assert find_topic(text, work, tmp_path / "own") == tmp_path / found


def test_path_comes_first_and_stays_as_it_was_typed(work: Path, tmp_path: Path) -> None:
    assert find_topic("content/home.yaml", work) == Path("content/home.yaml")
    guide(work / "home", "Here")
    assert find_topic("home", work) == Path("home")
    assert find_topic(str(tmp_path / "own" / "home.yaml"), work) == tmp_path / "own" / "home.yaml"


def test_a_folder_of_the_same_name_is_no_guide(work: Path) -> None:
    (work / "home").mkdir()
    assert find_topic("home", work) == work / "content" / "home.yaml"


def miss(text: str, folder: Path, guides: Path | None = None) -> str:
    with pytest.raises(HostkitError) as caught:
        find_topic(text, folder, guides)
    assert caught.value.exit_code == 1
    return str(caught.value)


def test_miss_names_what_comes_near(work: Path, tmp_path: Path) -> None:
    assert miss("male-alies", work) == 'there is no topic "male-alies". Did you mean "male-allies"?'
    assert miss("Rest or work?", work) == 'there is no topic "Rest or work?". Did you mean "rest-work"?'
    assert miss("Shiped mony", work) == 'there is no topic "Shiped mony". Did you mean "money"?'
    assert (
        miss("zzzz", work) == 'there is no topic "zzzz". The topics are home, male-allies, money, rest-work.'
    )


def test_miss_of_a_path_speaks_of_a_path(work: Path) -> None:
    assert miss("content/hom.yaml", work) == (
        'content/hom.yaml: there is no such guide. Did you mean "content/home.yaml"?'
    )
    nowhere = "there is no such guide. Check the name and the folder."
    assert miss("content/zzzz.yaml", work) == f"content/zzzz.yaml: {nowhere}"
    assert miss("nowhere/home.yaml", work) == f"nowhere/home.yaml: {nowhere}"
    assert miss("hom.yaml", work) == f"hom.yaml: {nowhere}"
    assert miss("a\0b/c", work) == f"a\\x00b/c: {nowhere}"


def test_a_file_in_the_working_folder_is_offered(work: Path) -> None:
    """Whether its name was typed without its ending, misspelled, or an editor added .txt to it unseen."""
    guide(work / "my-rest.yml", "Rest")
    assert miss("my-rest", work) == 'there is no topic "my-rest". Did you mean the file "my-rest.yml"?'
    assert miss("my-rset.yml", work) == 'my-rset.yml: there is no such guide. Did you mean "my-rest.yml"?'
    (work / "my-rest.yml").rename(work / "my-rest.yaml.txt")
    (work / "hostkit.yaml").write_text("paper: a4\n")
    assert (
        miss("my-rest.yaml", work) == 'my-rest.yaml: there is no such guide. Did you mean "my-rest.yaml.txt"?'
    )
    assert miss("hostkt.yaml", work).endswith(" Check the name and the folder.")


def test_miss_of_a_folder_names_a_guide_in_it(work: Path) -> None:
    assert miss("content", work) == (
        "content: this is a folder, not a file. Name a guide inside it, as in content/Rest & Work.yml."
    )


def test_a_file_of_another_kind_is_a_guide_if_it_says_so(work: Path) -> None:
    guide(work / "rest.txt", "Rest")
    assert find_topic("rest.txt", work) == Path("rest.txt")
    (work / "rest.txt").write_text("When do you rest?")
    assert (
        miss("rest.txt", work) == "rest.txt: this is not a guide. Turn its text into one with hostkit import."
    )


def test_a_path_that_cannot_be_looked_at_is_a_miss(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "is_file", fail)
    assert miss("zzzz", work).startswith('there is no topic "zzzz".')


def test_miss_where_there_are_no_guides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topics, "shipped_folder", lambda: tmp_path / "none")
    assert miss("x", tmp_path) == (
        'there is no topic "x". There are no guides in ./content, nor any shipped with hostkit.'
    )


def test_broken_guide_does_not_hide_the_others(work: Path) -> None:
    (work / "content" / "a-broken.yaml").write_text("title: [\n")
    (work / "content" / "b-broken.yaml").write_text("title: [x]\n")
    (work / "content" / "c-broken.yaml").write_text("- x\n")
    assert find_topic("Rest and work", work) == work / "content" / "Rest & Work.yml"
    assert find_topic("a-broken", work) == work / "content" / "a-broken.yaml"


def test_shipped_folder_prefers_what_lies_beside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "hostkit"
    package.mkdir()
    monkeypatch.setattr(shipped, "_PACKAGE", package.resolve())
    assert shipped_folder() == tmp_path.resolve() / "content"
    (package / "_content").mkdir()
    assert shipped_folder() == package.resolve() / "_content"


# --- several guides at once ---


def test_a_folder_names_all_guides_in_it(work: Path, tmp_path: Path) -> None:
    (work / "content" / "hostkit.yaml").write_text("paper: a4\n")
    (work / "content" / "notes.txt").write_text("x")
    assert guides_at("content", work) == (Path("content/Rest & Work.yml"), Path("content/home.yaml"))
    own = tmp_path / "own"
    assert guides_at(str(own), work) == (own / "home.yaml", own / "money.yaml")


def test_a_file_or_a_topic_names_one_guide(work: Path, tmp_path: Path) -> None:
    assert guides_at("content/home.yaml", work) == (Path("content/home.yaml"),)
    assert guides_at("Money", work, tmp_path / "own") == (tmp_path / "own" / "money.yaml",)
    (work / "home").mkdir()
    assert guides_at("home", work) == (work / "content" / "home.yaml",)


def test_a_folder_without_guides_is_a_miss(work: Path) -> None:
    (work / "empty").mkdir()
    with pytest.raises(
        HostkitError, match=r"^empty: this is a folder, not a file\. Name a guide inside it\.$"
    ):
        guides_at("empty", work)


def test_own_guides_are_those_here_in_content_and_in_the_own_folder(work: Path, tmp_path: Path) -> None:
    here = guide(work / "here.yaml", "Here")
    (work / "broken.yaml").write_bytes(b"\xef\xbb\xbfhostkit: 1\ntitle: [\n")
    (work / "event.yaml").write_text("topic: hostkit\n")
    (work / "hostkit.yaml").write_text("paper: a4\n")
    content, own = work / "content", tmp_path / "own"
    assert own_guides(work, own) == (
        *(work / "broken.yaml", here),
        *(own / "home.yaml", own / "money.yaml"),
        *(content / "Rest & Work.yml", content / "home.yaml"),
    )
    assert own_guides(work, content) == (work / "broken.yaml", here, *own_guides(work)[2:])
    assert own_guides(tmp_path / "nowhere") == ()


def test_a_shipped_guide_by_its_topic(work: Path, tmp_path: Path) -> None:
    assert shipped_guide("money") == tmp_path / "shipped" / "money.yaml"
    assert shipped_guide("home") is None


def test_what_is_used_is_said_when_two_files_have_the_topic(work: Path, tmp_path: Path) -> None:
    found = list_topics(work, tmp_path / "own")
    said = [used_instead(topic.path, found).replace(str(tmp_path), "") for topic in found]
    assert said == [
        "home is /own/home.yaml, which stands in place of content/home.yaml.",
        "",
        "money is /own/money.yaml, which stands in place of /shipped/money.yaml.",
        "",
    ]


def test_one_file_under_two_names_is_not_two(work: Path) -> None:
    assert all(not topic.others for topic in list_topics(work, work / "content"))
