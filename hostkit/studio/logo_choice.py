"""The logo of an evening: a picture is kept in the folder and put on the kit, or taken off it."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hostkit.core.errors import HostkitError, Position, Problem, SourceError
from hostkit.core.values import slug
from hostkit.files import write_files
from hostkit.files.ownership import names_in
from hostkit.guides.languages import Language
from hostkit.pictures.logo import logo_of
from hostkit.pictures.logo_file import ENDINGS, HIGHEST, LOWEST, LogoFile
from hostkit.studio.evening_changes import BEFORE, VALUE, Applied, apply_form
from hostkit.studio.evening_screens import evening_named, paper_screen
from hostkit.studio.studio_app import Upload
from hostkit.studio.studio_desk import Desk
from hostkit.studio.studio_folder import free_name

LOGOS = "logos"
"""The folder of logos."""


def change_logo(
    desk: Desk, request: Request, words: Language, form: Mapping[str, str], files: Mapping[str, Upload]
) -> Response:
    """Keep a picture and put it on the kit, or take the logo off."""
    evening = evening_named(desk, request)
    try:
        text = "" if form.get("do") == "none" else _kept(desk, files.get("logo"), form.get("alt", ""), words)
    except HostkitError as error:
        return paper_screen(desk, request, words, Applied(problems=error.problems))
    apply_form(desk.folder, evening, {f"{BEFORE}logo": evening.value("logo"), f"{VALUE}logo": text})
    return RedirectResponse(f"/evening/{evening.name}/paper", 303)


def _kept(desk: Desk, upload: Upload | None, alt: str, words: Language) -> str:
    """Return how an event file names the picture, which is kept as a file. Raises SourceError if it is no logo."""
    if upload is None or not upload.data:
        raise SourceError(Problem("logo-missing", Position("", field="logo"), words("paper.no_picture")))
    stem, _, ending = upload.name.rpartition(".")
    kind = f".{ending.casefold()}" if f".{ending.casefold()}" in ENDINGS else ENDINGS[0]
    height = _largest(upload)
    folder = desk.folder.root / LOGOS
    taken = {each.rpartition(".")[0] for each in names_in(folder)}
    name = f"{free_name(slug(stem) or 'logo', taken)}{kind}"
    write_files(folder, {name: upload.data}, is_ours=lambda path: False)
    said = " ".join(alt.replace(";", ",").split())
    return f"{LOGOS}/{name}; {said}" + (f"; {height:g} mm" if height < HIGHEST else "")


def _largest(upload: Upload) -> float:
    """Return the largest height in mm for which the picture has enough dots. Raises SourceError if it is no logo."""
    height = HIGHEST
    while True:
        try:
            logo_of(upload.data, LogoFile(upload.name, height=height))
            return height
        except SourceError as error:
            if error.problems[0].code != "logo-too-few-dots" or height - 1 < LOWEST:
                raise
            height -= 1
