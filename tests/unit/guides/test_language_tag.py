"""The shape of a language tag."""

from __future__ import annotations

import pytest

from hostkit.core.errors import BadValue, Position
from hostkit.guides.languages import language_tag


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("EN-gb", "en-GB"),
        ("pt-br", "pt-BR"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("es-419", "es-419"),
        ("zh-yue-HK", "zh-yue-HK"),
        ("de-1996", "de-1996"),
        ("sl-ROZAJ", "sl-rozaj"),
        ("en-u-ca-gregory", "en-u-ca-gregory"),
        ("en-x-team", "en-x-team"),
        ("haw", "haw"),
    ],
)
def test_tag_in_its_usual_case(written: str, tag: str) -> None:
    assert language_tag(written, Position("x")) == tag


@pytest.mark.parametrize(
    "written", ["", "english", "e", "en_GB", "en-", "en--GB", "en GB", "12", "en-G", "ен", "en-x"]
)
def test_no_tag(written: str) -> None:
    with pytest.raises(BadValue) as caught:
        language_tag(written, Position("x"))
    assert caught.value.what == f'"{written}" is no language tag.'
    assert caught.value.remedy == "Write one such as en, es or pt-BR."
