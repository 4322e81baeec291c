/* Pages that refresh themselves: wait for events, fetch the page again, swap the parts that changed. */
(() => {
  "use strict";
  const { live: key, about = "", events, poll } = document.body.dataset;
  let since = Number(document.body.dataset.since);
  const offline = document.getElementById("offline");
  const announce = document.getElementById("announce");
  const title = document.title;
  const parser = new DOMParser();
  let planned = 0, due = Infinity, fetching = false, again = false, ended = false;

  const concerns = (event) =>
    !about || event.kind === "reload" || event.kind === "switch" || about.includes(event.ref) || (event.detail && about.includes(event.detail));

  /* What concerns this very page is shown at once, the number of those who wait a little later. */
  function heard(event) {
    since = Math.max(since, event.seq);
    if (concerns(event)) plan(150 + Math.random() * 250);
    else if (event.kind === "ticket") plan(1500 + Math.random() * 1000);
  }

  function plan(delay) {
    if (performance.now() + delay >= due) return;
    clearTimeout(planned);
    due = performance.now() + delay;
    planned = setTimeout(() => { due = Infinity; refresh(); }, delay);
  }

  async function refresh() {
    if (fetching) { again = true; return; }
    fetching = true;
    try {
      const answer = await fetch(location.href, { headers: { "X-Live": key }, cache: "no-store" });
      if (answer.status === 401) return end();
      if (answer.ok) swap(parser.parseFromString(await answer.text(), "text/html"));
      lost(false);
    } catch {
      lost(true);
      plan(3000);
    } finally {
      fetching = false;
      if (again) { again = false; plan(300); }
    }
  }

  function swap(fresh) {
    for (const part of document.querySelectorAll("[data-part]")) {
      const next = fresh.getElementById(part.id);
      if (!next || same(part, next) || busy(part)) continue;
      const focused = part.contains(document.activeElement) ? markOf(document.activeElement) : "";
      keepWhatIsOpen(part, next);
      const grown = Number(next.dataset.count) > Number(part.dataset.count);
      const { scrollTop, scrollLeft } = part, atEnd = showsEnd(part);
      part.replaceWith(document.adoptNode(next));
      Object.assign(next, { scrollTop, scrollLeft });
      if (focused) document.querySelector(focused)?.focus({ preventScroll: true });
      if (grown) say(next.dataset.said);
      document.dispatchEvent(new CustomEvent("swapped", { detail: { part: next, grown, atEnd } }));
    }
    badge();
  }

  /* The same words twice are read out twice only if they go in between. */
  function say(words) {
    announce.textContent = "";
    setTimeout(() => { announce.textContent = words; }, 50);
  }

  /* By what the twin of an element is found in a part that is drawn anew. */
  function markOf(element) {
    const attribute = (name, value) => `[${name}="${CSS.escape(value)}"]`;
    if (element.id) return "#" + CSS.escape(element.id);
    if (element.matches("summary")) return element.parentElement.id && `#${CSS.escape(element.parentElement.id)} > summary`;
    if (element.matches("a[href]")) return "a" + attribute("href", element.getAttribute("href"));
    const form = element.form?.getAttribute("action");
    return form ? `form${attribute("action", form)} ${element.localName}${element.value ? attribute("value", element.value) : ""}` : "";
  }

  /* Whether the reader is at the end of a list that grows, and wants to stay there. */
  function showsEnd(part) {
    const end = part.querySelector("#end");
    return Boolean(end) && end.getBoundingClientRect().top < Math.min(innerHeight, part.getBoundingClientRect().bottom) + 80;
  }

  function same(part, next) {
    return "shape" in part.dataset ? part.dataset.shape === next.dataset.shape : part.isEqualNode(next);
  }

  function busy(part) {
    const active = document.activeElement;
    return part.contains(active) && active.matches("select, textarea, input:not([type=checkbox])") && !("shape" in part.dataset);
  }

  function keepWhatIsOpen(part, next) {
    for (const open of part.querySelectorAll("details[open][id]")) next.querySelector("#" + CSS.escape(open.id))?.setAttribute("open", "");
    for (const field of part.querySelectorAll("textarea, select, input:not([type=hidden], [type=file], [type=checkbox])")) {
      if (isTouched(field)) { const twin = twinOf(field, next); if (twin) twin.value = field.value; }
    }
  }

  function isTouched(field) {
    return field.matches("select") ? !field.selectedOptions[0]?.defaultSelected && field.selectedIndex > 0 : field.value !== field.defaultValue;
  }

  function twinOf(field, next) {
    if (field.id) return next.querySelector("#" + CSS.escape(field.id));
    const form = field.form?.getAttribute("action");
    return form && next.querySelector(`form[action="${CSS.escape(form)}"] [name="${CSS.escape(field.name)}"]`);
  }

  function badge() {
    const count = Number(document.getElementById("waiting")?.dataset.count || 0);
    document.title = count ? `(${count}) ${title}` : title;
  }

  function lost(yes) {
    if (ended) return;
    offline.hidden = !yes;
    offline.textContent = yes ? offline.dataset.lost : "";
  }

  function end() {
    ended = true;
    offline.hidden = false;
    offline.textContent = offline.dataset.ended;
  }

  function listen() {
    if (ended) return;
    const source = new EventSource(`${events}?since=${since}`);
    source.onmessage = (message) => heard(JSON.parse(message.data));
    source.onopen = () => lost(false);
    source.onerror = () => { /* the browser comes back by itself; only a long silence is worth a word */
      if (source.readyState === EventSource.CLOSED) ask(0);
      else setTimeout(() => { if (source.readyState !== EventSource.OPEN) lost(true); }, 5000);
    };
  }

  /* The stream is refused (too many, or a proxy between us): ask every few seconds instead. */
  async function ask(tries) {
    if (ended) return;
    if (tries > 20) return listen();
    try {
      const answer = await fetch(`${poll}?since=${since}`, { headers: { "X-Live": key, Accept: "application/json" } });
      if (answer.status === 401) return end();
      (await answer.json()).events.forEach(heard);
      lost(false);
    } catch {
      lost(true);
    }
    setTimeout(ask, 4000 + Math.random() * 2000, tries + 1);
  }

  badge();
  listen();
  setInterval(() => { if (!document.hidden) refresh(); }, 60000); /* times grow older by themselves */
  document.addEventListener("visibilitychange", () => { if (!document.hidden) plan(50); });
  addEventListener("online", () => plan(0));
  document.addEventListener("refresh", () => plan(0));
})();
