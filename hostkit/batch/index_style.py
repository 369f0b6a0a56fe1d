"""The look of the index of a season, its fonts, and the program that sorts its table. Nothing is loaded from elsewhere.

Colors and type are those of ``sheets/style.py``. On a dark screen, texts have a contrast of 7:1 or more, too: 15.2:1,
8.9:1 for quiet ones and 9.2:1 for links.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256

from hostkit.files.ownership import blocks
from hostkit.typesetting.fonts import FILES, fonts_folder

STYLE = """
:root { color-scheme: light dark; --text: #000; --paper: #fff; --quiet: #4d4d4d; --accent: #8a2f1b; --line: #bbb; }
@media (prefers-color-scheme: dark) {
  :root { --text: #f0ede8; --paper: #1a1816; --quiet: #bdb7ae; --accent: #ffa48f; --line: #56514b; }
}
* { box-sizing: border-box; }
body { font: 1rem/1.5 "Atkinson Hyperlegible Next", Verdana, sans-serif; color: var(--text);
  background: var(--paper); margin: 2rem auto; max-width: 82rem; padding: 0 1.25rem; }
h1 { font: 600 2.2rem/1.2 Fraunces, Georgia, serif; margin: 0 0 1rem; }
h1::after { content: ""; display: block; width: 3.8rem; height: 2px; background: var(--accent); margin-top: .75rem; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .1rem 1rem; }
table { border-collapse: collapse; width: 100%; margin-top: 1.5rem; }
caption { text-align: left; color: var(--quiet); padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem 1.25rem .5rem 0; border-top: 1px solid var(--line);
  overflow-wrap: break-word; }
thead th { position: sticky; top: 0; background: var(--paper); border-top: 0; border-bottom: 1px solid var(--line);
  white-space: nowrap; }
tbody tr:first-child > * { border-top: 0; }
tbody th { font-weight: normal; min-width: 15rem; }
time, .hours { white-space: nowrap; font-variant-numeric: tabular-nums; }
.cards { position: absolute; width: 0; height: 0; }
.cards path:not([stroke-dasharray]) { vector-effect: non-scaling-stroke; }
.card { float: left; width: 4.5rem; max-height: 6.4rem; margin: .15rem .9rem .15rem 0; background: #fff;
  outline: 1px solid var(--line); }
.id { display: block; color: var(--quiet); font-size: .85rem; overflow-wrap: anywhere; }
.off { display: block; color: var(--accent); }
th button { font: inherit; font-weight: 700; color: inherit; background: none; border: 0; padding: 0; cursor: pointer;
  text-align: left; }
th button::after { content: "\\25B2" / ""; visibility: hidden; margin-left: .35em; font-size: .7em; }
[aria-sort] button::after { visibility: visible; }
[aria-sort="descending"] button::after { content: "\\25BC" / ""; }
@media (max-width: 48rem) {
  body { margin: 1.25rem auto; }
  h1 { font-size: 1.8rem; }
  ul { gap: .25rem 1.25rem; }
  li a { display: inline-block; padding: .35rem 0; }
  table, tbody, tbody th, td, caption { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .sorts thead { display: block; position: static; width: auto; height: auto; overflow: visible; clip-path: none; }
  .sorts thead tr { display: flex; flex-wrap: wrap; gap: 0 .75rem; }
  .sorts thead th { position: static; padding: 0; border: 0; }
  .sorts thead button { min-height: 2.75rem; }
  .sorts thead th:not(:has(button)) { display: none; }
  tbody tr { display: flex; flex-direction: column; border-top: 1px solid var(--line); padding: 1rem 0; }
  tbody th, td { border: 0; padding: .1rem 0; }
  tbody th { order: -1; font-weight: 700; font-size: 1.1rem; padding-bottom: .4rem; }
  .id { font-weight: 400; }
  td { padding-left: 6rem; }
  td::before { content: attr(data-label); float: left; width: 5.5rem; margin-left: -6rem; color: var(--quiet); }
  td:last-child ul { margin-top: -.35rem; }
  td:empty { display: none; }
}
@media print { body { margin: 0; max-width: none; } :root { --accent: #000; } thead th { position: static; } }
"""

SCRIPT = """
"use strict";
const table = document.querySelector("table"), rows = table.tBodies[0];
const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
const order = (a, b) => !a - !b || compare(a, b);
const key = (row, column) => row.cells[column].dataset.key ?? row.cells[column].textContent;
for (const head of table.tHead.rows[0].cells) {
  if (!("sorted" in head.dataset)) continue;
  const button = document.createElement("button"), column = head.cellIndex;
  button.type = "button";
  button.append(...head.childNodes);
  head.append(button);
  if (head.dataset.sorted) head.setAttribute("aria-sort", head.dataset.sorted);
  button.addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const by = (a, b, each) => order(key(a, each), key(b, each));
    rows.append(...[...rows.rows].sort((a, b) => by(a, b, column) * (down ? -1 : 1) || by(a, b, 0)));
  });
}
document.documentElement.classList.add("sorts");
"""

_FACES = (
    ("Atkinson Hyperlegible Next", 400, "text"),
    ("Atkinson Hyperlegible Next", 700, "text-bold"),
    ("Fraunces", 600, "display"),
)
"""The family and the weight of each face that the page uses. The files are 168 KB, and 225 KB within the page."""


@cache
def font_faces() -> str:
    """Return the faces as style rules that hold the fonts themselves."""
    rules = []
    for family, weight, name in _FACES:
        data = b64encode(b"".join(blocks(fonts_folder() / FILES[name]))).decode()
        source = f'url(data:font/ttf;base64,{data}) format("truetype")'
        rules.append(f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: {source}; }}\n')
    return "".join(rules)


def policy() -> str:
    """Return what the browser lets the page do: show its own styles and fonts, and run its own program alone."""
    total = b64encode(sha256(SCRIPT.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'unsafe-inline'; font-src data:; script-src 'sha256-{total}'"
