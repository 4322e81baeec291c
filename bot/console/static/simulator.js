/* The phone: sends, asks for its bubbles, shows them with ticks, buttons and a typing mark. */
(() => {
  "use strict";
  const phone = document.getElementById("phone");
  const [list, screen, say, typing, trouble, numbers] = ["bubbles", "screen", "say", "typing", "trouble", "numbers"].map((id) => document.getElementById(id));
  const words = phone.dataset;
  const kept = recall();
  let skin = kept.skin || "whatsapp", pending = [], shown = "", lastSaid = 0, idle = 0, timer = 0;

  function recall() {
    try { return JSON.parse(localStorage.getItem("phone")) || {}; } catch { return {}; }
  }

  function remember() {
    try { localStorage.setItem("phone", JSON.stringify({ skin, address: address(), all: [...numbers.options].map((o) => o.value) })); } catch { /* private window */ }
  }

  const address = () => numbers.value;
  const spelled = (number) => number.replace(/^(\+62)(\d{3})(\d{3,4})(\d+)$/, "$1 $2-$3-$4");

  function addNumber(number, chosen) {
    const option = new Option(spelled(number), number, chosen, chosen);
    numbers.append(option);
  }

  function newNumber() {
    const digits = crypto.getRandomValues(new Uint32Array(1))[0] % 90000000 + 10000000;
    addNumber(words.prefix + digits, true);
    change();
  }

  function change() {
    pending = [];
    shown = "";
    phone.className = `phone ${skin}`;
    list.replaceChildren();
    remember();
    soon(0);
  }

  function call(url, body, type = "application/json") {
    return fetch(url, { method: "POST", headers: { "Content-Type": type, "X-CSRF-Token": words.csrf }, body: type === "application/json" ? JSON.stringify(body) : body });
  }

  const who = () => ({ channel: skin, address: address() });

  async function send(text, more = {}) {
    if (!text.trim() && !more.media) return;
    const mine = { id: `local-${Date.now()}-${pending.length}`, text, kind: more.kind || "text", mine: true, state: "sending", at: new Date().toISOString() };
    pending.push(mine);
    draw([]);
    lastSaid = Date.now();
    try {
      const answer = await call(words.send, { ...who(), text, ...more });
      if (!answer.ok) throw new Error(answer.status);
      mine.provider_id = (await answer.json()).id;
    } catch {
      pending = pending.filter((one) => one !== mine);
      if (!say.value) say.value = text;
      complain(words.lost);
    }
    soon(0);
  }

  function complain(text) {
    trouble.textContent = text;
    trouble.hidden = !text;
  }

  function soon(delay) {
    clearTimeout(timer);
    idle = 0;
    timer = setTimeout(ask, delay);
  }

  async function ask() {
    const asked = `${skin} ${address()}`;
    try {
      const answer = await call(words.messages, who());
      if (!answer.ok) throw new Error(answer.status);
      const { bubbles } = await answer.json();
      if (asked === `${skin} ${address()}`) draw(bubbles, true);
      complain("");
    } catch {
      complain(words.lost);
    }
    idle += 1;
    timer = setTimeout(ask, document.hidden ? 4000 : Math.min(500 + idle * 15, 3000));
  }

  let known = [];

  function draw(bubbles, told = false) {
    if (told) {
      known = bubbles;
      pending = pending.filter((one) => !one.provider_id || !bubbles.some((b) => b.provider_id === one.provider_id));
      tellSeen(bubbles);
    }
    const all = [...known, ...pending];
    const waits = waiting(all);
    const now = JSON.stringify([skin, all, waits]);
    if (now === shown) return;
    shown = now;
    idle = 0;
    typing.hidden = !waits;
    const byId = new Map([...list.children].map((node) => [node.id, node]));
    list.replaceChildren(...all.map((bubble) => node(bubble, byId.get(`b-${bubble.id}`))));
    offer(all.at(-1));
    screen.scrollTop = screen.scrollHeight;
  }

  /* Somebody is "typing" while our last message has no answer yet. */
  function waiting(all) {
    const last = all.at(-1);
    return Boolean(last?.mine) && (["received", "waiting"].includes(last.state) || Date.now() - lastSaid < 5000) && last.state !== "queued";
  }

  function node(bubble, old) {
    const mark = JSON.stringify(bubble);
    if (old?.dataset.mark === mark) { old.querySelector(".quick")?.remove(); return old; }
    const item = document.createElement("li");
    item.id = `b-${bubble.id}`;
    item.className = bubble.mine ? "b mine" : "b";
    item.dataset.mark = mark;
    const body = document.createElement("p");
    if (bubble.kind !== "text") body.append(file(bubble.kind), bubble.text ? "\n" : "");
    write(body, bubble.text);
    body.append(foot(bubble));
    item.append(body);
    return item;
  }

  function file(kind) {
    const mark = document.createElement("b");
    mark.textContent = `📎 ${words[kind] || kind}`;
    return mark;
  }

  function write(body, text) {
    const pattern = skin === "whatsapp" ? /(https?:\/\/\S*[^\s.,;:!?)])|(?<![\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])/g : /(https?:\/\/\S*[^\s.,;:!?)])/g;
    let from = 0;
    for (const found of text.matchAll(pattern)) {
      body.append(text.slice(from, found.index));
      const part = document.createElement(found[1] ? "a" : "b");
      part.textContent = found[1] || found[2];
      if (found[1]) { part.href = found[1]; part.target = "_blank"; part.rel = "noopener noreferrer nofollow"; }
      body.append(part);
      from = found.index + found[0].length;
    }
    body.append(text.slice(from));
  }

  function foot(bubble) {
    const at = document.createElement("span");
    at.className = "at";
    at.append(new Date(bubble.at).toLocaleTimeString(words.language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }));
    if (bubble.mine) {
      const state = bubble.state === "sending" ? "sending" : ["received", "waiting"].includes(bubble.state) ? "delivered" : "read";
      const tick = document.createElement("span");
      tick.className = `tick ${state}`;
      tick.textContent = { sending: " 🕓", delivered: " ✓✓", read: " ✓✓" }[state];
      tick.setAttribute("role", "img");
      tick.setAttribute("aria-label", words[state]);
      if (skin === "sms") { tick.textContent = ` ${words[state === "sending" ? "sending" : "delivered"]}`; tick.removeAttribute("role"); tick.removeAttribute("aria-label"); }
      at.append(tick);
    }
    return at;
  }

  /* Numbered lines of the last question become buttons that type the number. */
  function offer(last) {
    if (!last || last.mine) return;
    const options = [...last.text.matchAll(/^(\d) (.+)$/gm)];
    if (!options.length) return;
    const row = document.createElement("div");
    row.className = "quick";
    for (const [, digit, label] of options) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `${digit} ${label}`;
      button.addEventListener("click", () => send(digit));
      row.append(button);
    }
    document.getElementById(`b-${last.id}`).append(row);
  }

  function tellSeen(bubbles) {
    const ours = bubbles.filter((bubble) => !bubble.mine);
    const state = skin === "whatsapp" && !document.hidden ? "read" : "delivered";
    const fresh = ours.some((b) => b.state === "sent" || (state === "read" && b.state === "delivered"));
    if (fresh) call(words.seen, { ...who(), state }).catch(() => {});
  }

  async function attach(chosen) {
    const kind = chosen.type.startsWith("image/") ? "photo" : chosen.type.startsWith("audio/") ? "voice" : "document";
    try {
      const answer = await call(words.attach, chosen, chosen.type || "application/octet-stream");
      if (!answer.ok) throw new Error(answer.status);
      const text = say.value;
      say.value = "";
      await send(text, { media: (await answer.json()).media, content_type: chosen.type, kind });
    } catch {
      complain(words.refused);
    }
  }

  function submit() {
    const text = say.value;
    say.value = "";
    send(text);
    say.focus();
  }

  document.getElementById("write").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  say.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); submit(); } });
  document.getElementById("file").addEventListener("change", ({ target }) => { if (target.files[0]) attach(target.files[0]); target.value = ""; });
  document.getElementById("new").addEventListener("click", newNumber);
  numbers.addEventListener("change", change);
  for (const button of document.querySelectorAll(".try")) button.addEventListener("click", () => send(button.textContent));
  for (const radio of document.querySelectorAll("[name=skin]")) {
    radio.checked = radio.value === skin;
    radio.addEventListener("change", () => { skin = radio.value; change(); });
  }
  for (const number of kept.all || []) addNumber(number, number === kept.address);
  if (numbers.options.length) change(); else newNumber();
  document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(0); });
})();
