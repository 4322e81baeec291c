/* The reply box: a slash at the beginning of a word opens canned answers, entries and past replies. */
(() => {
  "use strict";
  const from = /(^|\s)\/([^\s/][^/\n]{0,40}|)$/;
  let form, text, list, found = [], at = 0, asked = 0, timer = 0;

  function begin() {
    form = document.getElementById("reply");
    if (!form) return;
    text = form.elements.text;
    list = document.getElementById("inserts");
    text.addEventListener("input", look);
    text.addEventListener("keydown", keys);
    for (const button of form.querySelectorAll(".insert")) button.addEventListener("click", () => put(button.dataset.text, false));
  }

  function words() {
    const match = from.exec(text.value.slice(0, text.selectionStart));
    return match && match[2];
  }

  function look() {
    clearTimeout(timer);
    if (words() === null) return close();
    timer = setTimeout(ask, 150);
  }

  async function ask() {
    const wanted = words();
    if (wanted === null) return close();
    const mine = ++asked;
    const body = new URLSearchParams({ csrf: form.elements.csrf.value, text: wanted });
    const answer = await fetch(form.dataset.suggest, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
    if (mine !== asked || !answer?.ok) return;
    found = (await answer.json()).found;
    at = 0;
    draw();
  }

  function draw() {
    list.replaceChildren(...found.map(option));
    if (!found.length) {
      const none = document.createElement("li");
      none.textContent = form.dataset.none;
      list.append(none);
    }
    list.hidden = false;
    mark();
  }

  function option(one, n) {
    const item = document.createElement("li");
    item.id = `insert-${n}`;
    item.setAttribute("role", "option");
    const title = document.createElement("b");
    title.textContent = one.sure ? `${one.title} · ${Math.round(one.sure * 100)}%` : one.title;
    const body = document.createElement("span");
    body.textContent = one.text;
    item.append(title, body);
    item.addEventListener("mousedown", (event) => { event.preventDefault(); put(one.text, true); });
    return item;
  }

  function mark() {
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at && found.length > 0)));
    if (found.length) text.setAttribute("aria-activedescendant", `insert-${at}`);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  function keys(event) {
    if (list.hidden) return;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === "Escape") close();
    else if (event.key in moves && found.length) { at = (at + moves[event.key] + found.length) % found.length; mark(); }
    else if ((event.key === "Enter" || event.key === "Tab") && !event.ctrlKey && found.length) put(found[at].text, true);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function put(what, typed) {
    const end = text.selectionStart;
    const before = typed ? text.value.slice(0, end).replace(from, "$1") : text.value && `${text.value.trimEnd()}\n\n`;
    const after = typed ? text.value.slice(end) : "";
    text.value = before + what + after;
    text.setSelectionRange(before.length + what.length, before.length + what.length);
    close();
    text.dispatchEvent(new Event("input"));
    text.focus();
  }

  function close() {
    list.hidden = true;
    text.removeAttribute("aria-activedescendant");
  }

  document.addEventListener("swapped", ({ detail: { part } }) => { if (part.id === "answer") begin(); });
  begin();
})();
