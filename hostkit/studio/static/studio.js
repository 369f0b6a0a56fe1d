// Sends a changed form, puts the parts of the answer in their places, and says so when hostkit is not running.
const WAIT_MS = 300;
const RETRY_MS = 1500;
const offline = document.getElementById("offline");
let timer = 0;
let sending = Promise.resolve();
let unsent = new Set();

const texts = (data) => new URLSearchParams([...data].filter(([, value]) => typeof value === "string"));
const fields = (form) => [...form.querySelectorAll("[name^='f.'], [name^='set.']")];
const before = (root, field) => root.querySelector(`[name="${CSS.escape(field.name.replace(/^f\./, "was."))}"]`);

function send(form, button, whole) {
  clearTimeout(timer);
  const data = new FormData(form);
  if (button) data.append(button.name, button.value);
  const sent = new Map(data);
  unsent.delete(form);
  sending = sending.then(() => post(form, data, sent, whole || Boolean(button), button && button.id));
  return sending;
}

async function post(form, data, sent, whole, focus) {
  for (;;) {
    try {
      const body = texts(data);
      const answer = await fetch(location.href, { method: "POST", body, headers: { "X-Studio-Part": "1" }, keepalive: body.toString().length < 60000 });
      offline.hidden = true;
      const text = await answer.text();
      await place(new DOMParser().parseFromString(text, "text/html"), form, sent, whole, focus, answer.ok);
      return;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      offline.hidden = false;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

async function place(page, form, sent, whole, focus, ok) {
  if (!ok) {
    const said = document.getElementById("said");
    const main = page.querySelector("main");
    if (said && main) said.replaceChildren(Object.assign(document.createElement("p"), { className: "problem", textContent: main.innerText || main.textContent }));
    return;
  }
  await Promise.race([drawn(page), new Promise((resolve) => setTimeout(resolve, 900))]);
  const active = document.activeElement;
  for (const part of page.querySelectorAll("[data-part]")) {
    const here = document.getElementById(part.id);
    if (!here || (part.dataset.part === "whole" && !whole) || here.innerHTML === part.innerHTML) continue;
    const at = here.contains(active) ? active.id || active.name && `${active.name}=${active.value}` : "";
    const open = [...here.querySelectorAll("details")].map((each) => each.open);
    keepPictures(here, part);
    here.replaceWith(part);
    part.querySelectorAll("details").forEach((each, index) => { each.open = each.open || open[index] || false; });
    if (at) refocus(part, at);
  }
  for (const field of form.isConnected ? fields(form) : []) {
    const was = before(form, field);
    const now = before(page, field);
    if (!was || !now) continue;
    if (now.value === sent.get(field.name)) was.value = now.value;
    else if (field.type === "text" && field !== active && field.value === was.value) field.value = was.value = now.value;
    const invalid = page.getElementById(field.id)?.getAttribute("aria-invalid");
    if (invalid) field.setAttribute("aria-invalid", invalid);
    else field.removeAttribute("aria-invalid");
  }
  document.title = page.title;
  if (focus) document.getElementById(focus)?.focus();
}

function refocus(part, at) {
  const found = document.getElementById(at) || [...part.querySelectorAll("[name]")].find((each) => `${each.name}=${each.value}` === at);
  if (found) found.focus({ preventScroll: true });
}

function drawn(page) {
  const known = new Set([...document.images].map((each) => each.src));
  const loads = [...page.querySelectorAll(".pages img")].map((image) => {
    const copy = new Image();
    copy.sizes = image.sizes;
    copy.srcset = image.srcset;
    return known.has(image.src) ? null : copy.decode().catch(() => null);
  });
  return Promise.all(loads);
}

function keepPictures(here, part) {
  for (const image of part.querySelectorAll(".pages img")) {
    const old = [...here.querySelectorAll(".pages img")].find((each) => each.src === image.src);
    if (old) {
      old.alt = image.alt;
      image.replaceWith(old);
    }
  }
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-live]");
  if (!form || !event.target.name) return;
  unsent.add(form);
  clearTimeout(timer);
  const isTyped = event.target.matches("textarea, input:not([type=radio], [type=checkbox])");
  timer = setTimeout(() => send(form, null, !isTyped), isTyped ? WAIT_MS : 0);
});

function isChanged(field) {
  if (field.type === "radio" || field.type === "checkbox") return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((each) => each.defaultSelected) && [...field.options].some((each) => each.selected !== each.defaultSelected);
  return field.type !== "hidden" && field.defaultValue !== undefined && field.value !== field.defaultValue;
}

// What was chosen before this script was there is sent, too.
for (const form of document.querySelectorAll("form[data-live]")) {
  if ([...form.elements].some(isChanged)) send(form, null, true);
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form.cuts");
  if (form) form.requestSubmit();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  const button = event.submitter;
  if (button && button.matches(".default")) {
    event.preventDefault();
    send(form);
    return;
  }
  if (form.method !== "post" || form.target || !button || !document.getElementById("pages")) return;
  if (!/^(set|undo|redo|move|leave|take|add|drop)\b/.test(button.value) && button.name !== "share") return;
  event.preventDefault();
  const live = form.matches("[data-live]") ? form : document.querySelector("form[data-live]") || form;
  reload(form, button, live);
});

async function reload(form, button, live) {
  if (unsent.has(live)) await send(live);
  const data = new FormData(live);
  data.append(button.name, button.value);
  sending = sending.then(() => postWhole(data, button.id));
  await sending;
}

async function postWhole(data, focus) {
  try {
    const answer = await fetch(location.href, { method: "POST", body: texts(data), headers: { "X-Studio-Part": "1" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    await Promise.race([drawn(page), new Promise((resolve) => setTimeout(resolve, 900))]);
    const open = [...document.querySelectorAll("details")].map((each) => each.open);
    const fresh = page.querySelector("main");
    const top = scrollY;
    document.querySelector("main").replaceWith(fresh);
    const pages = page.getElementById("pages");
    const here = document.getElementById("pages");
    if (pages && here) {
      keepPictures(here, pages);
      here.replaceWith(pages);
    }
    const subject = page.getElementById("subject");
    if (subject) document.getElementById("subject").replaceWith(subject);
    document.querySelectorAll("details").forEach((each, index) => { each.open = each.open || open[index] || false; });
    scrollTo({ top });
    document.title = page.title;
    const added = focus.startsWith("b-add-") && document.getElementById(focus)?.parentElement.querySelector(":scope > .item:last-of-type :is(textarea, input:not([type=hidden]))");
    const target = added || document.getElementById(focus);
    (target && !target.disabled ? target : fresh).focus({ preventScroll: Boolean(target) });
    offline.hidden = true;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    offline.hidden = false;
  }
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.target || event.ctrlKey || event.metaKey || event.shiftKey || link.getAttribute("href").startsWith("#")) return;
  const waiting = [...unsent];
  if (!waiting.length) return;
  event.preventDefault();
  for (const form of waiting) await send(form);
  location.href = link.href;
});

addEventListener("pagehide", () => {
  for (const form of unsent) {
    fetch(location.href, { method: "POST", body: new URLSearchParams([...new FormData(form)]), headers: { "X-Studio-Part": "1" }, keepalive: true });
  }
});

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy);
    text.select();
    await navigator.clipboard?.writeText(text.value).catch(() => document.execCommand("copy"));
    button.textContent = button.dataset.done;
  });
}

for (const run of document.querySelectorAll("[data-progress]")) {
  const source = new EventSource(run.dataset.progress);
  source.onmessage = (event) => {
    const step = JSON.parse(event.data);
    run.querySelector("progress").value = step.done;
    run.querySelector("span").textContent = step.text;
    if (!step.over) return;
    source.close();
    location.reload();
  };
}

for (const field of document.querySelectorAll("[data-drop]")) {
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    field.form.requestSubmit();
  });
}

for (const shown of document.querySelectorAll("[data-watch]")) {
  const source = new EventSource(shown.dataset.watch);
  source.onmessage = () => location.reload();
  source.onerror = () => { offline.hidden = false; };
  source.onopen = () => { offline.hidden = true; };
}
