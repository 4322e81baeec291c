/* On every page of the office: shortcuts, and a sound or notice when somebody waits, until one looks. */
(() => {
  "use strict";
  const keys = document.getElementById("keys");
  const waiting = () => document.getElementById("waiting");
  const CALLING = ["waiting", "handed", "mentioned", "overdue"]; /* parts whose growing number calls */
  const AGAIN_MS = 30000;
  let alarm = 0;

  /* Signing out empties the browser's memory: what is useful is on until somebody switches it off. */
  const usual = {
    sound: () => Boolean(keys),
    popup: () => "Notification" in window && Notification.permission === "granted",
    shortcuts: () => true,
  };

  function remembered(name) {
    let kept = null;
    try { kept = localStorage.getItem(name); } catch { /* private window */ }
    return kept === null ? usual[name]() : kept === "1";
  }

  const remember = (name, on) => { try { localStorage.setItem(name, on ? "1" : "0"); } catch { /* private window */ } };

  for (const name of Object.keys(usual)) {
    const box = document.getElementById(name);
    if (!box) continue;
    box.closest("label").hidden = name === "popup" && !("Notification" in window);
    box.checked = remembered(name);
    box.addEventListener("change", async () => {
      if (name === "popup" && box.checked) box.checked = (await Notification.requestPermission()) === "granted" && pop(waiting().dataset.said);
      if (name === "sound" && box.checked) beep();
      remember(name, box.checked);
    });
  }

  /* What was just done is said once, not again at each reload. */
  const address = new URL(location.href);
  if (address.searchParams.has("told")) {
    address.searchParams.delete("told");
    history.replaceState(null, "", address);
  }

  function beep() {
    const context = new AudioContext();
    const volume = context.createGain();
    volume.connect(context.destination);
    volume.gain.setValueAtTime(0.25, context.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.9);
    for (const [pitch, at] of [[880, 0], [1175, 0.18]]) {
      const tone = context.createOscillator();
      tone.frequency.value = pitch;
      tone.connect(volume);
      tone.start(context.currentTime + at);
      tone.stop(context.currentTime + at + 0.6);
    }
    setTimeout(() => context.close(), 1500);
  }

  /* Whether the notice could be shown: browsers of phones refuse those of a page. */
  function pop(words) {
    try {
      const notice = new Notification(document.title, { body: words, tag: "tanya", renotify: true });
      notice.onclick = () => { window.focus(); notice.close(); };
      return true;
    } catch {
      return false;
    }
  }

  function call(words) {
    if (remembered("sound")) beep();
    if (remembered("popup") && !document.hasFocus()) pop(words);
  }

  /* Somebody waits: told at once, and again every half minute until somebody looks. */
  document.addEventListener("swapped", ({ detail: { part, grown } }) => {
    if (!CALLING.includes(part.id)) return;
    if (grown) {
      quiet();
      call(part.dataset.said);
      alarm = setInterval(call, AGAIN_MS, part.dataset.said);
    } else if (CALLING.every((id) => !Number(document.getElementById(id)?.dataset.count))) quiet();
  });
  const quiet = () => clearInterval(alarm);
  for (const sign of ["pointerdown", "keydown"]) document.addEventListener(sign, quiet);
  addEventListener("focus", quiet);

  document.getElementById("show-keys")?.addEventListener("click", () => keys.showModal());

  /* A bar that scrolls sideways shows where one is. */
  for (const link of document.querySelectorAll(".menu [aria-current], .tabs [aria-current]")) link.parentElement.scrollLeft = link.offsetLeft - link.parentElement.offsetLeft - 40;

  function step(by) {
    const links = [...document.querySelectorAll(".row .open")];
    const at = links.indexOf(document.activeElement);
    links[Math.min(Math.max(at + by, 0), links.length - 1)]?.focus();
  }

  const go = (end) => document.querySelector(`.menu a[href$="${end}"]`)?.click();
  const acts = {
    "?": () => keys.showModal(),
    j: () => step(1),
    k: () => step(-1),
    n: () => document.querySelector("form[action$='/console/next'] button")?.click(),
    g: () => waiting()?.click(),
    s: () => go("/cari"),
    r: () => document.getElementById("text")?.focus(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
    const act = keys && remembered("shortcuts") && acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
