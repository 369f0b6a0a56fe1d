"""Reads the words of the studio's pages in the language of the browser; they never reach a kit."""

from __future__ import annotations

from functools import cache

from hostkit.core.input_files import data_folder
from hostkit.files.ownership import names_in
from hostkit.guides.languages import COMPLETE, Language, words_in


@cache
def studio_languages() -> tuple[str, ...]:
    """Return the tags of the languages that the studio speaks, sorted."""
    return tuple(name.removesuffix(".yaml") for name in names_in(data_folder("studio_words")))


@cache
def read_studio_words(code: str) -> Language:
    """Return the words of the studio in a language. Raises SourceError for a damaged file."""
    return Language(code, words_in("studio_words", code))


LANGUAGE_COOKIE = "hostkit-language"
"""The name of the cookie with the language that was chosen on the page."""


def words_for(accepted: str, chosen: str = "") -> Language:
    """Return the words for a browser: in the language chosen, or by its header Accept-Language (RFC 9110, 12.5.4)."""
    if chosen in studio_languages():
        return read_studio_words(chosen)
    wanted = [part.split(";")[0].strip().split("-")[0].casefold() for part in accepted.split(",")]
    code = next((each for each in wanted if each in studio_languages()), COMPLETE)
    return read_studio_words(code)
