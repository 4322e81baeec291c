/* The reply box: drafts kept on the server, the cost while typing, Ctrl+Enter, five seconds to undo. */
(() => {
  "use strict";
  const JUST_LEFT_MS = 10000;
  let form, text, cost, kept;
  let draftTimer = 0, costTimer = 0, known = "", follow = false;

  function begin() {
    form = document.getElementById("reply");
    if (!form) return;
    text = form.elements.text;
    cost = document.getElementById("cost");
    kept = document.getElementById("kept");
    known = text.value;
    restore();
    text.addEventListener("input", () => { later(); kept.textContent = ""; });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); }
    });
    form.addEventListener("submit", send);
    if (text.value) count();
  }

  /* Left while the server did not know the last words yet: a page loaded at once would be faster than they are. */
  function leave() {
    if (!form || text.value === known) return;
    try { sessionStorage.setItem(form.dataset.draft, JSON.stringify({ words: text.value, at: Date.now() })); } catch { /* private window */ }
    keep();
  }

  function restore() {
    try {
      const left = JSON.parse(sessionStorage.getItem(form.dataset.draft));
      sessionStorage.removeItem(form.dataset.draft);
      if (!left || Date.now() - left.at > JUST_LEFT_MS || left.words === known) return;
      text.value = left.words;
      keep();
    } catch { /* private window */ }
  }

  function fields(more) {
    return new URLSearchParams({ csrf: form.elements.csrf.value, ...more });
  }

  function post(address, more, options = {}) {
    return fetch(address, { method: "POST", body: fields(more), headers: { Accept: "application/json" }, ...options });
  }

  function later() {
    clearTimeout(draftTimer);
    clearTimeout(costTimer);
    draftTimer = setTimeout(keep, 1200);
    costTimer = setTimeout(count, 250);
  }

  async function keep() {
    if (!form || text.value === known) return;
    const value = text.value, mine = form;
    try {
      const answer = await post(mine.dataset.draft, { text: value }, { keepalive: true });
      if (!answer.ok) return;
      if (form === mine) { known = value; kept.textContent = value ? form.dataset.saved : ""; }
      else document.dispatchEvent(new Event("refresh")); /* the ticket changed hands: what was typed is shown */
    } catch { /* the next key tries again */ }
  }

  async function count() {
    if (!text.value.trim()) { cost.textContent = ""; return; }
    try {
      const answer = await post(form.dataset.cost, { text: text.value, channel: form.dataset.channel });
      if (!answer.ok) return;
      const told = await answer.json();
      cost.textContent = told.dear ? `${told.words}. ${told.dear}` : told.words;
    } catch { cost.textContent = ""; }
  }

  async function send(event) {
    event.preventDefault();
    if (!text.value.trim()) return;
    const button = form.querySelector("button.primary");
    button.disabled = true;
    clearTimeout(draftTimer);
    const sent = text.value;
    try {
      const { token, version } = form.elements;
      const answer = await post(form.action, { text: sent, token: token.value, version: version.value, hold: "1" });
      const told = await answer.json();
      if (answer.ok) {
        token.value = told.token;
        text.value = known = "";
        follow = true;
        cost.textContent = "";
        offer(told.id, told.undo_s, sent);
      } else {
        say(told.error === "Outdated" ? form.dataset.outdated : form.dataset.failed);
      }
      document.dispatchEvent(new Event("refresh"));
    } catch {
      say(form.dataset.failed); /* the same token goes again, so nothing is sent twice */
    } finally {
      button.disabled = false;
      text.focus();
    }
  }

  function toast(words) {
    document.getElementById("toast")?.remove();
    const bar = document.createElement("p");
    bar.id = "toast";
    bar.className = "toast";
    bar.setAttribute("role", "status");
    const span = document.createElement("span");
    span.textContent = words;
    bar.append(span);
    form.before(bar);
    return bar;
  }

  function say(words) {
    const bar = toast(words);
    setTimeout(() => bar.remove(), 12000);
  }

  function offer(id, seconds, sent) {
    const bar = toast(form.dataset.sent);
    const button = document.createElement("button");
    button.type = "button";
    button.id = "undo";
    let left = seconds;
    const label = () => { button.textContent = `${form.dataset.undoLabel} (${left})`; };
    label();
    bar.append(button);
    const tick = setInterval(() => { left -= 1; if (left > 0) return label(); clearInterval(tick); bar.remove(); }, 1000);
    button.addEventListener("click", async () => {
      clearInterval(tick);
      button.disabled = true;
      const answer = await post(form.dataset.undo, { message: id }).catch(() => null);
      if (answer?.ok) { text.value = text.value ? `${sent}\n${text.value}` : sent; later(); }
      say(answer?.ok ? form.dataset.undone : form.dataset.late);
      document.dispatchEvent(new Event("refresh"));
      text.focus();
    });
  }

  function toTheEnd() {
    const end = document.getElementById("end");
    if (!end) return;
    end.scrollIntoView({ block: "end" });
    const covered = end.getBoundingClientRect().bottom - document.getElementById("answer").getBoundingClientRect().top;
    if (covered > 0) scrollBy(0, covered); /* on a phone a tall answer box lies over the last words */
  }

  /* Colleagues see that one looks or types here. */
  const talk = document.querySelector("[data-gaze]");
  const others = document.getElementById("others");
  let typed = 0;
  document.addEventListener("input", ({ target }) => { if (target.id === "text") typed = Date.now(); });

  async function gaze() {
    if (document.hidden || !talk.dataset.gaze) return;
    const body = new URLSearchParams({ csrf: document.getElementById("offline").dataset.csrf });
    if (Date.now() - typed < 8000) body.set("typing", "1");
    const answer = await fetch(talk.dataset.gaze, { method: "POST", body, headers: { "X-Live": "gaze", Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return;
    others.textContent = (await answer.json()).words;
    others.hidden = !others.textContent;
  }

  /* A picture is shown, a voice note played, only when asked for: each look is kept in the audit. */
  function offerToShow() {
    for (const link of document.querySelectorAll(".attached a[data-type]:not([data-ready])")) {
      const tag = { image: "img", audio: "audio" }[link.dataset.type.split("/")[0]];
      link.dataset.ready = "1";
      if (!tag) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "small";
      button.textContent = link.dataset.show;
      button.addEventListener("click", () => {
        const media = document.createElement(tag);
        media.src = link.href;
        media.controls = true;
        media.alt = link.dataset.show;
        button.replaceWith(media);
      });
      link.before(button);
    }
  }

  document.addEventListener("swapped", ({ detail: { part, grown, atEnd } }) => {
    if (part.id === "answer") { keep(); begin(); }
    if (part.id === "side") offerToShow();
    if (part.id === "ticket-head") document.querySelector("main > .told")?.remove(); /* it is over */
    if (part.id !== "transcript") return;
    if (form?.isConnected) form.elements.version.value = part.dataset.version;
    if (grown && (atEnd || follow)) toTheEnd();
    follow = false;
  });
  addEventListener("pagehide", leave);
  begin();
  offerToShow();
  gaze();
  setInterval(gaze, 8000);
  if (!location.hash || location.hash === "#end") toTheEnd();
})();
