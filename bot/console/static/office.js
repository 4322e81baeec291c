/* On every page of the office: shortcuts, and a sound or notice when tickets wait, until somebody looks. */
(() => {
  "use strict";
  const keys = document.getElementById("keys");
  const waiting = () => document.getElementById("waiting");
  let alarm = 0;

  const remembered = (name) => { try { return localStorage.getItem(name) === "1"; } catch { return false; } };
  const remember = (name, on) => { try { localStorage.setItem(name, on ? "1" : "0"); } catch { /* private window */ } };

  for (const name of ["sound", "popup"]) {
    const box = document.getElementById(name);
    if (!box) continue;
    box.closest("label").hidden = name === "popup" && !("Notification" in window);
    box.checked = remembered(name);
    box.addEventListener("change", async () => {
      if (name === "popup" && box.checked) box.checked = (await Notification.requestPermission()) === "granted";
      if (name === "sound" && box.checked) beep();
      remember(name, box.checked);
    });
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

  function call() {
    if (remembered("sound")) beep();
    if (remembered("popup") && document.hidden) new Notification(document.title, { body: waiting().dataset.said, tag: "waiting" });
  }

  /* Somebody waits: told at once, and again every half minute until somebody looks. */
  document.addEventListener("swapped", ({ detail: { part, grown } }) => {
    if (part.id !== "waiting") return;
    if (!grown) { if (Number(part.dataset.count) === 0) quiet(); return; }
    call();
    clearInterval(alarm);
    alarm = setInterval(call, 30000);
  });
  const quiet = () => clearInterval(alarm);
  for (const sign of ["pointerdown", "keydown"]) document.addEventListener(sign, quiet);

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
    const act = keys && acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();
