"""The look of the page for guests, and the program that shows its questions one by one and keeps what is written.

Nothing is loaded from elsewhere. Without the program, and without a place to keep words, the page still has them all.
"""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --text: #1d1b19; --paper: #fff; --desk: #f3efe8; --quiet: #5b554e; --line: #d9d2c7;
  --field: #8b847a; --accent: ACCENT; }
@media (prefers-color-scheme: dark) {
  :root { --text: #f0ede8; --paper: #24211e; --desk: #171513; --quiet: #bdb7ae; --line: #4a453f; --field: #9a938a;
    --accent: #ffb3a1; }
  svg { filter: invert(1) hue-rotate(180deg); }
}
* { box-sizing: border-box; }
html { font: 112.5%/1.5 "Atkinson Hyperlegible Next", "Atkinson Hyperlegible", Verdana, system-ui, sans-serif; }
body { margin: 0; background: var(--desk); color: var(--text); }
main { max-width: 38rem; margin: 0 auto; padding: 1.25rem 1.25rem 4rem; overflow-wrap: break-word; }
h1, h3, h4 { font-family: Fraunces, Georgia, "Times New Roman", serif; line-height: 1.2; margin: 0; }
h1 { font-size: clamp(2rem, 9vw, 3rem); }
h2 { font-size: 1rem; margin: 0 0 .75rem; color: var(--accent); }
h3 { font-size: 1.15rem; margin: 1.5rem 0 .75rem; }
.card h3, .card h4 { font-size: clamp(1.4rem, 6vw, 1.9rem); margin: 0; outline: none; }
p { margin: 0 0 .75rem; }
header { padding-block: 1.5rem 1rem; }
header svg { display: block; margin-block: 1.25rem 0; }
section { margin-block-start: 2.5rem; }
ul { margin: 0; padding-inline-start: 1.2rem; }
li { margin-block: .35rem; }
.quiet { color: var(--quiet); }
.definition { font-size: 1.15rem; margin-block-start: .75rem; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 12px; padding: 1.5rem; }
.card + .card, h3 + .card { margin-block-start: 1rem; }
.number { color: var(--accent); font: 700 1.6rem/1 Fraunces, Georgia, serif; margin-block-end: .75rem; }
summary { cursor: pointer; padding-block: .7rem; margin-block-start: .5rem; color: var(--quiet); }
a { color: var(--accent); text-underline-offset: .15em; }
label { display: block; font-weight: 700; margin-block-start: 1.25rem; }
textarea { display: block; width: 100%; min-height: 7rem; margin-block-start: .4rem; padding: .6rem .75rem;
  font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--field); border-radius: 6px;
  resize: vertical; }
button { font: inherit; font-weight: 700; min-height: 48px; padding: .5rem 1.1rem; color: var(--accent);
  background: transparent; border: 1px solid currentColor; border-radius: 6px; cursor: pointer; }
button.main { color: var(--paper); background: var(--accent); border-color: var(--accent); }
button:disabled { opacity: .45; cursor: default; }
.turn { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; margin-block-start: 1rem; }
.turn > p, #all { grid-column: 1 / -1; }
.turn p { margin: 0; text-align: center; }
#all { border-color: transparent; text-decoration: underline; text-underline-offset: .2em; }
.copy { margin-block-start: 1rem; }
.copy p { display: inline-block; margin: 0 0 0 .75rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[hidden] { display: none !important; }
@media print { .turn, button { display: none; } .card { break-inside: avoid; } }
"""

PROGRAM = r"""
(() => {
  const find = (name) => document.getElementById(name);
  const cards = [...document.querySelectorAll(".card")];
  const headings = [...document.querySelectorAll("#questions > h3")];
  const turn = find("turn"), count = find("count"), back = find("back"), next = find("next"), all = find("all");
  let at = 0, whole = false;
  const show = (focus) => {
    cards.forEach((card, n) => { card.hidden = !whole && n !== at; });
    headings.forEach((each) => {
      let card = each.nextElementSibling, seen = false;
      for (; card && card.matches(".card"); card = card.nextElementSibling) seen = seen || !card.hidden;
      each.hidden = !seen;
    });
    count.hidden = back.hidden = next.hidden = whole;
    count.textContent = turn.dataset.of.replace("{number}", at + 1).replace("{count}", cards.length);
    back.disabled = at === 0;
    next.disabled = at === cards.length - 1;
    all.textContent = whole ? turn.dataset.one : turn.dataset.all;
    if (focus) cards[at].querySelector("[tabindex]").focus();
  };
  if (cards.length > 1) {
    turn.hidden = false;
    back.onclick = () => { at -= 1; show(true); };
    next.onclick = () => { at += 1; show(true); };
    all.onclick = () => { whole = !whole; show(false); };
    show(false);
  }
  const fields = [...document.querySelectorAll("textarea")];
  const key = (field) => `hostkit ${document.body.dataset.key} ${field.id}`;
  let store = null;
  try {
    store = window.localStorage;
    store.setItem("hostkit", "1");
    store.removeItem("hostkit");
  } catch (refused) { store = null; }
  find("kept").hidden = !store;
  find("not-kept").hidden = !!store;
  if (store) fields.forEach((field) => {
    field.value = store.getItem(key(field)) || "";
    field.oninput = () => {
      try { store.setItem(key(field), field.value); }
      catch (full) { find("kept").hidden = true; find("not-kept").hidden = false; }
    };
  });
  const copy = find("copy");
  copy.hidden = false;
  copy.onclick = async () => {
    const asked = (field) => document.querySelector(`label[for="${field.id}"]`).textContent;
    const words = fields.filter((field) => field.value.trim()).map((field) => `${asked(field)}\n${field.value.trim()}`);
    const text = [document.title, ...words].join("\n\n");
    try { await navigator.clipboard.writeText(text); }
    catch (refused) {
      const box = document.createElement("textarea");
      box.value = text;
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
      copy.focus();
    }
    find("copied").textContent = copy.dataset.copied;
  };
})();
"""
