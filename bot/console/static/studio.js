/* The studio, better with a script: live phones, wordings as chips, reports that arrive by themselves. */
(() => {
  "use strict";
  const parser = new DOMParser();
  const fragment = (text, id) => document.adoptNode(parser.parseFromString(text, "text/html").getElementById(id));

  /* --- the phones follow what is typed */
  const form = document.getElementById("entry");
  if (form) editor(form);

  function editor(form) {
    let planned = 0, number = 0, dirty = false;
    const changed = () => {
      dirty = true;
      document.getElementById("preview")?.classList.add("stale");
      clearTimeout(planned);
      planned = setTimeout(show, 350);
    };
    async function show() {
      const mine = ++number;
      const answer = await fetch(form.dataset.preview, { method: "POST", body: new FormData(form) }).catch(() => null);
      if (!answer?.ok || mine !== number) return;
      const fresh = fragment(await answer.text(), "preview");
      if (fresh) document.getElementById("preview").replaceWith(fresh);
    }
    form.addEventListener("input", (event) => { if (event.target.form === form) changed(); });
    form.addEventListener("submit", () => { dirty = false; });
    window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
    for (const register of form.querySelectorAll(".register")) chips(form, register, changed);
    insertion(form);
  }

  /* --- wordings as chips, each with how it is read without itself */
  function chips(form, register, changed) {
    const area = register.querySelector("textarea"), list = register.querySelector(".chips"), add = register.querySelector(".add");
    const views = JSON.parse(form.dataset.views), titles = JSON.parse(form.dataset.titles), own = form.elements.id?.value;
    const count = register.querySelector("legend .soft");
    const texts = () => area.value.split("\n").map((line) => line.trim()).filter(Boolean);
    const write = (lines) => { area.value = lines.join("\n"); draw(); changed(); };
    const draw = () => {
      const lines = texts();
      count.textContent = lines.length;
      list.replaceChildren(...lines.map((text, at) => chip(text, at)));
    };
    const chip = (text, at) => {
      const item = document.createElement("li"), words = document.createElement("span");
      words.textContent = text;
      item.append(words);
      const view = views[text];
      if (!view) item.className = "fresh";
      else if (view[1] !== own) { item.className = "misread"; note(item, "→ " + (titles[view[1]] || view[1] || "?")); }
      else if (view[0] !== "answer") { item.className = "unsure"; note(item, Math.round(view[2] * 100) + "%"); }
      if (!area.readOnly) {
        const away = document.createElement("button");
        away.type = "button";
        away.textContent = "×";
        away.setAttribute("aria-label", "× " + text);
        away.addEventListener("click", () => write(texts().filter((_, other) => other !== at)));
        item.append(away);
      }
      return item;
    };
    const note = (item, text) => {
      const small = document.createElement("small");
      small.textContent = text;
      item.append(small);
    };
    list.hidden = false;
    area.parentElement.hidden = true;
    if (add) {
      const input = add.querySelector("input");
      const take = () => {
        const text = input.value.trim().replace(/\s+/g, " ");
        if (text && !texts().includes(text)) write([...texts(), text]);
        input.value = "";
        input.focus();
      };
      add.hidden = false;
      add.querySelector("button").addEventListener("click", take);
      input.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); take(); } });
    }
    draw();
  }

  /* --- a fact goes to where the cursor was */
  function insertion(form) {
    let last = form.querySelector("textarea[name='answer.id']");
    form.addEventListener("focusin", (event) => { if (/^(answer|sms|intake)\./.test(event.target.name)) last = event.target; });
    for (const button of form.querySelectorAll("[data-insert]"))
      button.addEventListener("click", () => {
        last.setRangeText(button.dataset.insert, last.selectionStart, last.selectionEnd, "end");
        last.focus();
        last.dispatchEvent(new Event("input", { bubbles: true }));
      });
  }

  /* --- the report of an edit arrives when the worker has it */
  const report = document.getElementById("report");
  if (report && report.dataset.state === "looking") wait(0);
  function wait(tries) {
    setTimeout(async () => {
      const shown = document.getElementById("report");
      const answer = await fetch(shown.dataset.poll, { headers: { "X-Live": "report" } }).catch(() => null);
      if (answer?.ok) {
        const fresh = fragment(await answer.text(), "report");
        if (fresh && fresh.dataset.state !== "looking") {
          const mark = document.querySelector(".tabs .mark");
          if (mark) { mark.textContent = fresh.dataset.mark; mark.className = `mark ${fresh.dataset.state}`; }
          return shown.replaceWith(fresh);
        }
      }
      if (tries < 200) wait(tries + 1);
    }, tries < 10 ? 700 : 2000);
  }

  /* --- filters apply themselves */
  const filter = document.getElementById("filter");
  filter?.addEventListener("change", (event) => { if (event.target.matches("select")) filter.requestSubmit(); });
  for (const all of document.querySelectorAll("input[data-all]"))
    all.addEventListener("change", () => { for (const one of document.querySelectorAll(`input[name="${all.dataset.all}"]`)) one.checked = all.checked; });
})();
