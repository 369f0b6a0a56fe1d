"""A Word file in, its paragraphs out. mammoth turns it into HTML, which is read here; nothing that it drops is lost.

mammoth comes with the extra ``docx``. It leaves out headers, footers and comments; they are added behind the text, as
is every paragraph whose words are not in what it made.
"""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

from hostkit.core.errors import refused
from hostkit.core.wording import install
from hostkit.importing.decoding import cleaned
from hostkit.importing.limits import checked
from hostkit.importing.paragraph import SourceParagraph, words_of
from hostkit.importing.reading import SourceFile
from hostkit.importing.word_html import read_html
from hostkit.importing.word_package import WordPackage, open_package

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Bullet 3'] => ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
p[style-name='List Continue'] => ul|ol > li > p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
u => u
all-caps => u
small-caps => u
"""
"""Word's styles that mammoth does not know, and underlined words, which are how some people write titles."""


def read_word(source: SourceFile) -> tuple[list[SourceParagraph], tuple[str, ...]]:
    """Return the paragraphs of a Word file, and what was changed in it on the way.

    Raises:
        SourceError: the file is refused.
        SourceError: mammoth is not installed.

    """
    package = open_package(source.data, source.name)
    html = _html(source)
    decoded = cleaned(html, source.name)
    paragraphs = read_html(decoded.text)
    paragraphs += _dropped(package, paragraphs, source.name)
    return checked(paragraphs, source.name), decoded.changes


def _html(source: SourceFile) -> str:
    try:
        import mammoth  # type: ignore[import-untyped]
    except ImportError:
        wrong = "to read Word files hostkit needs mammoth."
        remedy = f"Install it with {install('mammoth')}, or save the text as .txt and import that."
        raise refused("library-missing", source.name, wrong, remedy, library="mammoth") from None
    try:
        result: Any = mammoth.convert_to_html(
            io.BytesIO(source.data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(lambda image: {"src": ""}),
            include_embedded_style_map=False,
        )
    except RecursionError:
        wrong, remedy = "its tables or lists are nested too deep.", "Save its text as .txt, and import that."
        raise refused("file-foreign-content", source.name, wrong, remedy) from None
    except Exception as error:
        # mammoth has no errors of its own: whatever it meets, the file is the reason.
        wrong = f"the file could not be read as Word ({type(error).__name__})."
        remedy = "Open it in a word processor and save it as .docx again, or as .txt."
        raise refused("file-damaged", source.name, wrong, remedy) from None
    return str(result.value)


def _dropped(package: WordPackage, paragraphs: list[SourceParagraph], name: str) -> list[SourceParagraph]:
    """Return the texts of the package whose words are not in the paragraphs, headers and footers among them."""
    have = Counter(word for paragraph in paragraphs for word in words_of(paragraph.whole))
    line = paragraphs[-1].line if paragraphs else 0
    found: list[SourceParagraph] = []
    for text in package.body:
        wanted = Counter(words_of(cleaned(text, name).text))
        if any(have[word] < count for word, count in wanted.items()):
            line += 1
            found.append(SourceParagraph(cleaned(text, name).text, line, ruled=True, footnote=True))
        have.subtract(wanted & have)
    for text in package.side:
        line += 1
        found.append(SourceParagraph(cleaned(text, name).text, line, ruled=True, footnote=True))
    return found
