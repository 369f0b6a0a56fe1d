"""Reads the fixed words of each language that hostkit prints in from the files in ``languages/``.

The tag of a region, such as en-US or de-AT, has the words of its language, and what a file in ``regions/`` changes.
"""

from __future__ import annotations

import datetime
from collections import abc
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import NamedTuple, TypeAlias

from hostkit.core.errors import Position, Problem, SourceError
from hostkit.core.input_files import YAML_ENDINGS, data_folder, own_file, read_once
from hostkit.core.strict_yaml import Mapping, Node, Scalar, read_document
from hostkit.core.wording import display_path
from hostkit.guides.guide import Guide, Segment


@cache
def language_names() -> tuple[str, ...]:
    """Return the tags of all languages, sorted."""
    return tuple(sorted(path.stem for path in data_folder("languages").glob("*.yaml")))


def language_tag(text: str, at: Position) -> str:
    """Return a language tag with the capitalization of RFC 5646 (section 2.1.1): ``en``, ``pt-BR``, ``sr-Latn``.

    Raises:
        BadValue: the text does not have the form of a language tag.

    """
    # The names of the language files are such tags; compiling the pattern of others takes a millisecond.
    if text in language_names():
        return text
    from hostkit.guides.own_language import tag_of

    return tag_of(text)


COMPLETE = "en"
"""The language that has every word; the other files must have the same keys."""

NUMBER_WORDS, WEEKDAYS, MONTHS = "number_words", "weekdays", "months"


PLURALS = "plurals"
PluralRules: TypeAlias = tuple[tuple[str, str], ...]
"""Plural categories of a language with their rules, as CLDR words them; the last rule is "else"."""


class Language(NamedTuple):
    """The fixed words of one language, and the clock and the paper of its region.

    ``code`` is its tag. ``words`` maps dotted keys ("segment.end") to words; the keys of plural forms end in a category
    of ``plurals``, such as .one and .other, or in a number that has a form of its own. ``clock`` has 24 or 12 hours,
    and ``paper`` is its name; both are for kits that name none. ``is_by_day`` chooses the words for gatherings that are
    not in the evening, whose keys begin with by_day.
    """

    code: str
    words: abc.Mapping[str, str]
    clock: int = 24
    paper: str = "a4"
    is_by_day: bool = False
    plurals: PluralRules = (("one", "n = 1"), ("other", "else"))

    def __call__(self, name: str, count: int | None = None, /, **values: object) -> str:
        """Return the words of a key with ``values`` filled in; ``count`` chooses the plural form and fills {count}."""
        if count is not None:
            own = f"{name}.{count}"
            name = own if own in self.words else f"{name}.{plural_category(self.plurals, count)}"
            values["count"] = count
        if self.is_by_day and f"by_day.{name}" in self.words:
            name = f"by_day.{name}"
        first, others = _parts(self.words[name])
        return first + "".join([f"{values[key]}{rest}" for key, rest in others]) if others else first

    def has(self, name: str) -> bool:
        """Tell whether a key has words that are not empty."""
        return bool(self.words.get(name))

    def number(self, number: int) -> str:
        """Return a number as a word if the language file has one, and otherwise as digits."""
        words = listed(self.words[NUMBER_WORDS])
        return words[number - 1] if 1 <= number <= len(words) else str(number)

    def heading(self, name: str, count: int) -> str:
        """Return the words of a key for a count in words, with a capital letter, as in "Four questions"."""
        return self.capitalized(self(name, count, words=self.number(count)))

    def capitalized(self, text: str) -> str:
        """Return a text with a capital first letter; that of i has a dot in Turkish and Azerbaijani."""
        first = "İ" if text[:1] == "i" and self.code[:2] in ("tr", "az") else text[:1].upper()
        return first + text[1:]

    def segment_title(self, guide: Guide, segment: Segment) -> str:
        """Return a guide's title of a segment, or else that of the fixed words."""
        if segment.title:
            return segment.title.text
        if segment.kind == "questions":
            counted = ("rounds", guide.rounds) if guide.rounds else ("questions", guide.questions)
            return self.heading(f"segment.{counted[0]}", len(counted[1]))
        return self(f"segment.{segment.kind}")

    def help(self, guide: Guide, name: str, *, has_probes: bool) -> str:
        """Return a guide's help for a difficult moment, one of HELPS, or else that of the fixed words.

        ``has_probes`` tells whether there are cards with probes, from which a silent table can be helped on.
        """
        own = getattr(guide.helps, name)
        return own.text if own else self(f"help.{name}{'' if has_probes or name != 'stalls' else '_bare'}")

    def date(self, date: datetime.date) -> str:
        """Return a date with its weekday."""
        weekday = self.words[WEEKDAYS].split()[date.weekday()]
        return self("date.full", weekday=weekday, day=date.day, month=self._month(date), year=date.year)

    def day(self, date: datetime.date) -> str:
        """Return a date without its weekday."""
        return self("date.day", day=date.day, month=self._month(date), year=date.year)

    def _month(self, date: datetime.date) -> str:
        return self.words[MONTHS].split()[date.month - 1]

    def date_alone(self, date: datetime.date) -> str:
        """Return a date with its weekday and a capital letter, for a line of its own."""
        return self.capitalized(self.date(date))


def listed(text: str) -> list[str]:
    """Return the words of a list, which are separated by commas, or else by spaces."""
    return text.split(", " if "," in text else None)


@lru_cache(maxsize=256)
def plural_category(rules: PluralRules, count: int) -> str:
    """Return the first plural category whose rule holds for a whole number."""
    return next(category for category, rule in rules if rule == "else" or _holds(rule, count))


def _holds(rule: str, count: int) -> bool:
    return any(all(_is_so(each, count) for each in part.split(" and ")) for part in rule.split(" or "))


def _is_so(relation: str, count: int) -> bool:
    """Tell whether a relation such as "i % 10 = 2..4" holds (UTS #35, Language Plural Rules)."""
    operand, *divisor, sign, ranges = relation.split()
    if sign not in ("=", "!="):
        raise ValueError(relation)
    # Of a whole number, all operands but these are 0.
    value = count if operand in ("n", "i") else 0
    if divisor:
        value %= int(divisor[1])
    bounds = (each.partition("..") for each in ranges.split(","))
    is_in = any(int(low) <= value <= int(high or low) for low, _, high in bounds)
    return is_in == (sign == "=")


@lru_cache(maxsize=1024)
def _parts(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Split a text at its placeholders: return the text before the first, and each name with the text after it.

    str.format is not used, because the words may contain other braces.
    """
    first, *others = text.split("{")
    return first, tuple([(name, rest) for name, _, rest in (part.partition("}") for part in others)])


def is_language_file(text: str) -> bool:
    """Tell whether a text names a language file of the user's own rather than a tag."""
    return text.casefold().endswith(YAML_ENDINGS)


def known_language(tag: str) -> str | None:
    """Return the language in whose fixed words a tag prints, such as "de" for de-AT, or None if there is none.

    The path of a language file is its own tag.
    """
    if is_language_file(tag):
        return tag
    parts = tag.split("-")
    tags = ["-".join(parts[:count]) for count in range(len(parts), 0, -1)]
    # Portuguese of any region has the words of Brazil.
    alike = [name for name in language_names() if name.split("-")[0] == parts[0]]
    return next((each for each in (*tags, *alike) if each in language_names()), None)


def without_tag(stem: str) -> tuple[str, str]:
    """Return the name of a guide's file without the language tag at its end, and the tag, or "" if it has none."""
    name, _, tag = stem.rpartition(".")
    return (name, tag) if name and known_language(tag) else (stem, "")


def read_language(tag: str) -> Language:
    """Return the language or region with a tag, or the language of a region that has no file; files are read once.

    In place of a tag there may be the path of a language file. Raises SourceError for a damaged file.
    """
    if not is_language_file(tag):
        return _read_language(tag)
    return read_once(_own_language, own_file(tag))


@cache
def _read_language(tag: str) -> Language:
    code = known_language(tag) or tag
    if code != tag:
        language = _read_language(code)
        region = words_in("regions", tag) if tag in region_names() else {}
        if not region:
            return language
        words = {**language.words, **region}
        return language._replace(code=tag, words=words, clock=int(region["clock"]), paper=region["paper"])
    words = words_in("languages", code)
    _check_whole(code, words)
    return Language(code, words, plurals=_plurals(words))


def _own_language(path: Path) -> Language:
    """Return the language of a file of the user's own."""
    # Imported here because hostkit's own languages are checked by its tests.
    from hostkit.guides.own_language import checked_tag

    words = _words_of(path)
    plurals, english = _plurals(words), read_language(COMPLETE).words
    category_of = partial(plural_category, plurals)
    tag = checked_tag(display_path(path), words, needed_names(plurals), english, category_of)
    return Language(tag, words, plurals=plurals)


@cache
def region_names() -> tuple[str, ...]:
    """Return the tags of the regions that print otherwise than their language, sorted."""
    return tuple(sorted(path.stem for path in data_folder("regions").glob("*.yaml")))


def words_in(folder: str, name: str) -> dict[str, str]:
    """Return the words in a file of a folder of data by their dotted keys. Raises SourceError for a damaged file."""
    return _words_of(data_folder(folder) / f"{name}.yaml")


def _words_of(path: Path) -> dict[str, str]:
    document = read_document(path)
    if document.problems:
        raise SourceError(*document.problems)
    words: dict[str, str] = {}
    _flatten(document.root, "", words)
    return words


def _check_whole(code: str, words: abc.Mapping[str, str]) -> None:
    """Raise SourceError with a problem for each key that a language lacks."""
    if code == COMPLETE:
        return
    lacking = [
        Problem("language-word-missing", Position(f"{code}.yaml"), f'has no "{name}".', "Translate it.")
        for name in needed_names(_plurals(words))
        if name not in words and not name.startswith("by_day.")
    ]
    if lacking:
        raise SourceError(*lacking)


def _plurals(words: abc.Mapping[str, str]) -> PluralRules:
    names = (name for name in words if name.startswith(f"{PLURALS}."))
    return tuple([(name.removeprefix(f"{PLURALS}."), words[name]) for name in names])


def needed_names(plurals: PluralRules) -> list[str]:
    """Return the keys that a language with these plural categories must have, those of the plurals left out."""
    known = read_language(COMPLETE).words
    forms = {name.removesuffix(".one") for name in known if name.endswith(".one")} & {
        name.removesuffix(".other") for name in known if name.endswith(".other")
    }
    return [
        name
        for key in dict.fromkeys(_without_form(each, forms) for each in known)
        if key != PLURALS
        for name in ([f"{key}.{category}" for category, _ in plurals] if key in forms else [key])
    ]


def _without_form(name: str, forms: abc.Set[str]) -> str:
    """Return the key of a word without its plural category."""
    return key if (key := name.rpartition(".")[0]) in forms else name


def _flatten(node: Node | None, name: str, words: dict[str, str]) -> None:
    if isinstance(node, Mapping):
        for entry in node.entries:
            _flatten(entry.value, f"{name}.{entry.key}" if name else entry.key, words)
    elif isinstance(node, Scalar):
        words[name] = node.text
