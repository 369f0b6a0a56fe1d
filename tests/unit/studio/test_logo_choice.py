"""The logo of an evening in the studio: a picture is kept, put on the kit and taken off; what is none is refused."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.support.studio import Reply, Studio, served

BOUNDARY = "x-boundary"


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    with served(tmp_path) as running:
        yield running


def png(size: tuple[int, int] = (400, 200)) -> bytes:
    Image.new("RGB", size, "#17545c").save(file := io.BytesIO(), "PNG")
    return file.getvalue()


def upload(studio: Studio, path: str, name: str, data: bytes, alt: str = "Town library") -> Reply:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="alt"\r\n\r\n{alt}\r\n'
    head += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="logo"; filename="{name}"\r\n\r\n'
    body = head.encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()
    return studio.post(f"{path}/logo", body, **{"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})


def evening(studio: Studio, path: str) -> str:
    return (studio.folder / "evenings" / f"{path.rpartition('/')[2]}.yaml").read_text("utf-8")


def kept(studio: Studio) -> list[str]:
    folder = studio.folder / "logos"
    return sorted(each.name for each in folder.iterdir() if each.suffix) if folder.exists() else []


def test_a_picture_is_kept_and_put_on_the_kit(studio: Studio) -> None:
    path = studio.begin()
    reply = upload(studio, path, "Our Logo.PNG", png())
    assert reply.headers["location"] == f"{path}/paper"
    assert "logo: logos/our-logo.png; Town library\n" in evening(studio, path)
    assert (studio.folder / "logos" / "our-logo.png").read_bytes() == png()
    assert "Now: Town library" in studio.get(f"{path}/paper").text


def test_a_logo_is_taken_off(studio: Studio) -> None:
    path = studio.begin()
    upload(studio, path, "a.png", png())
    studio.post(f"{path}/logo", {"do": "none"})
    assert "logo:" not in evening(studio, path)
    assert kept(studio) == ["a.png"]


def test_putting_a_logo_on_can_be_undone(studio: Studio) -> None:
    path = studio.begin()
    upload(studio, path, "a.png", png())
    studio.post(f"{path}/paper", {"do": "undo"})
    assert "logo:" not in evening(studio, path)
    studio.post(f"{path}/paper", {"do": "redo"})
    assert "logo: logos/a.png" in evening(studio, path)


def test_a_small_picture_prints_as_high_as_its_dots_allow(studio: Studio) -> None:
    path = studio.begin()
    upload(studio, path, "small.png", png((140, 70)), alt="A; B")
    assert "logo: logos/small.png; A, B; 5 mm\n" in evening(studio, path)


def test_two_pictures_of_one_name_are_both_kept(studio: Studio) -> None:
    path = studio.begin()
    for size in ((400, 200), (500, 200)):
        upload(studio, path, "logo.png", png(size))
    assert len(kept(studio)) == 2


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("", b"", "Choose a picture first."),
        ("a.png", b"no picture", "this is no whole PNG or JPEG picture"),
        ("a.svg", b"<svg onload='alert(1)'/>", "this is no whole PNG or JPEG picture"),
        ("<b>.png", png((20, 10)), "the picture is 10 dots high"),
    ],
)
def test_what_is_no_logo_is_refused_and_nothing_is_kept(
    name: str, data: bytes, said: str, studio: Studio
) -> None:
    path = studio.begin()
    before = evening(studio, path)
    text = upload(studio, path, name, data).text
    assert said in text
    assert "<b>" not in text.split("<main")[-1].replace("<b></b>", "")
    assert evening(studio, path) == before
    assert not kept(studio)


def test_a_name_never_leads_out_of_the_folder(studio: Studio) -> None:
    path = studio.begin()
    upload(studio, path, "../../evil.png", png())
    upload(studio, path, "..\\\\evil.png", png())
    assert all(name.startswith("evil") for name in kept(studio))
    assert not list(studio.folder.parent.glob("evil*"))
