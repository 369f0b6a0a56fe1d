"""Writes the page for guests: the kit as one HTML file for phones and screen readers, which loads nothing.

Texts of the guide and of the event are escaped; they are never markup.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape

from hostkit import __version__
from hostkit.core.characters import without_break_points
from hostkit.guides.guide import Question
from hostkit.planning.kit_plan import KitPlan
from hostkit.sheets.composer import DetailComposer, detail_composer
from hostkit.sheets.guest_page_look import PROGRAM, STYLE
from hostkit.sheets.invitation_files import about_pre_read, facts_in_words
from hostkit.sheets.parts.code_blocks import invitation, pre_read_label
from hostkit.sheets.parts.head import theme_figure
from hostkit.themes.theme import written

GUEST_PAGE = "guest-page.html"

_FIGURE_WIDTH, _FIGURE_HEIGHT = 180.0, 72.0
"""The box of the theme's figure in pixels, chosen by eye: as wide as half a narrow phone."""


def guest_page(plan: KitPlan) -> bytes:
    """Return the page for the guests of a kit as the bytes of an HTML file."""
    composer = detail_composer(plan)
    style = STYLE.replace("ACCENT", written(composer.theme.accent))
    title = _text(composer.guide.title.text)
    policy = f"default-src 'none'; style-src {_source(style)}; script-src {_source(PROGRAM)}"
    body = "\n".join(
        [
            *_head(composer), *_agreements(composer), *_pre_read(composer), *_questions(composer),
            *_closing(composer), *_writing(composer), *_group(composer),
        ]
    )  # fmt: skip
    key = sha256(f"{plan.guide.topic} {plan.event.id} {plan.event.date}".encode()).hexdigest()[:16]
    page = f"""<!doctype html>
<html lang="{escape(composer.guide.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>{style}</style>
</head>
<body data-key="{key}">
<main>
{body}
</main>
<script>{PROGRAM}</script>
</body>
</html>
<!-- hostkit {__version__} -->
"""
    return page.encode()


def _source(text: str) -> str:
    """Return the source of a style or program in a policy: its SHA-256 (Content Security Policy 3, 2.3.1)."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _text(text: str) -> str:
    return escape(without_break_points(text))


def _head(composer: DetailComposer) -> Iterator[str]:
    guide = composer.guide
    facts = [fact for fact in facts_in_words(composer).values() if fact]
    figure = theme_figure(composer, _FIGURE_WIDTH, _FIGURE_HEIGHT)
    yield "<header>"
    if guide.series:
        yield f'<p class="quiet">{_text(guide.series.text)}</p>'
    yield f"<h1>{_text(guide.title.text)}</h1>"
    if facts:
        yield f'<p class="quiet">{" · ".join(map(_text, facts))}</p>'
    if guide.definition:
        yield f'<p class="definition">{_text(guide.definition.text)}</p>'
    if figure:
        dash = f' stroke-dasharray="{figure.svg_dash}"' if figure.dash else ""
        yield (
            f'<svg width="{figure.width:.0f}" height="{figure.height:.0f}" '
            f'viewBox="0 0 {figure.width:.1f} {figure.height:.1f}" aria-hidden="true">'
            f'<path d="{figure.svg_path}" fill="none" stroke="{written(composer.theme.accent)}" '
            f'stroke-width="{figure.weight}"{dash}/></svg>'
        )
    yield "</header>"


def _listed(texts: Sequence[str]) -> str:
    return f"<ul>{''.join(f'<li>{_text(text)}</li>' for text in texts)}</ul>"


def _section(name: str, heading: str, *lines: str) -> Iterator[str]:
    yield f'<section id="{name}" aria-labelledby="{name}-heading">'
    yield f'<h2 id="{name}-heading">{_text(heading)}</h2>'
    yield from lines
    yield "</section>"


_BREAKS = frozenset("/.-_?&=")
"""The signs of a link behind which a line may end, as on paper."""


def _link(url: str, words: str) -> str:
    shown = "".join(_text(sign) + ("<wbr>" if sign in _BREAKS else "") for sign in words)
    return f'<p><a href="{escape(url)}" rel="noreferrer">{shown}</a></p>'


def _agreements(composer: DetailComposer) -> Iterator[str]:
    texts = [composer.plain(agreement) for agreement in composer.agreements]
    yield from _section("agreements", composer.words("card.tonight"), _listed(texts))


def _pre_read(composer: DetailComposer) -> Iterator[str]:
    if not composer.shape.has_pre_read:
        return
    about = [f"<p>{_text(line)}</p>" for line in about_pre_read(composer)]
    link = composer.details.pre_read_link
    linked = [_link(link.url, link.words)] if link else []
    yield from _section("pre-read", pre_read_label(composer), *about, *linked)


def _questions(composer: DetailComposer) -> Iterator[str]:
    guide, words = composer.guide, composer.words
    lines: list[str] = []
    for question in guide.questions:
        opened = guide.round_of(question)
        if opened and opened.first == question.number:
            lines.append(f"<h3>{_text(opened.title.text)}</h3>")
        lines += _card(composer, question, "h4" if opened else "h3")
    said = {name: escape(words.words[f"guest_page.{name}"]) for name in ("of", "all", "one")}
    data = " ".join(f'data-{name}="{text}"' for name, text in said.items())
    lines += [
        f'<div class="turn" id="turn" {data} hidden>',
        '<p id="count" class="quiet" role="status"></p>',
        f'<button type="button" id="back">{_text(words("guest_page.back"))}</button>',
        f'<button type="button" id="next" class="main">{_text(words("guest_page.next"))}</button>',
        f'<button type="button" id="all">{_text(words("guest_page.all"))}</button>',
        "</div>",
    ]
    yield from _section("questions", words.heading("segment.questions", len(guide.questions)), *lines)


def _card(composer: DetailComposer, question: Question, level: str) -> Iterator[str]:
    name = f"question-{question.number}"
    yield f'<article class="card" aria-labelledby="{name}">'
    yield f'<p class="number" aria-hidden="true">{question.number}</p>'
    yield f'<{level} id="{name}" tabindex="-1">{_text(composer.plain(question.ask))}</{level}>'
    if question.probes:
        probes = _listed([composer.plain(probe) for probe in question.probes])
        yield f"<details><summary>{_text(composer.words('guest_page.follow'))}</summary>{probes}</details>"
    yield "</article>"


def _closing(composer: DetailComposer) -> Iterator[str]:
    run = composer.guide.run_of_show
    asked = next((s.ask for s in run if s.kind == "closing_round" and s.ask), None)
    text = composer.plain(asked) if asked else composer.words("card.closing")
    yield from _section("closing", composer.words("segment.closing_round"), f"<p>{_text(text)}</p>")


def _writing(composer: DetailComposer) -> Iterator[str]:
    words = composer.words
    lines = [
        f'<p id="kept" class="quiet" hidden>{_text(words("guest_page.kept"))}</p>',
        f'<p id="not-kept">{_text(words("guest_page.not_kept"))}</p>',
    ]
    for number, (asked, _, _) in enumerate(composer.prompts, start=1):
        lines += [
            f'<label for="prompt-{number}">{_text(asked)}</label>',
            f'<textarea id="prompt-{number}" rows="4" autocomplete="off"></textarea>',
        ]
    copied = escape(words("guest_page.copied"))
    lines += [
        '<div class="copy">',
        f'<button type="button" id="copy" data-copied="{copied}" hidden>{_text(words("guest_page.copy"))}</button>',
        '<p id="copied" class="quiet" role="status"></p>',
        "</div>",
    ]
    yield from _section("writing", words("guest_page.yours"), *lines)


def _group(composer: DetailComposer) -> Iterator[str]:
    link, name = composer.details.group_link, composer.details.group_name
    if not link:
        return
    words = composer.words
    lines = [
        *([f"<p>{_text(name)}</p>"] if name else []), f"<p>{_text(invitation(composer, 'share.card_invite'))}</p>",
        f'<p class="quiet">{_text(words("share.own_words"))}</p>', _link(link.url, link.words),
    ]  # fmt: skip
    yield from _section("group", words("code.after"), *lines)
