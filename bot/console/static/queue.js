/* Several tickets at once: how many are chosen, and never more than allowed. */
(() => {
  "use strict";
  const form = document.getElementById("many");
  if (!form) return;
  const picked = document.getElementById("picked");
  const most = Number(form.dataset.most);
  let chosen = new Set();

  function show() {
    const boxes = [...document.querySelectorAll("input[form=many]")];
    for (const box of boxes) box.disabled = !box.checked && chosen.size >= most;
    picked.textContent = String(chosen.size);
    form.hidden = chosen.size === 0;
  }

  document.addEventListener("change", ({ target }) => {
    if (!target.matches("input[form=many]")) return;
    if (target.checked) chosen.add(target.value); else chosen.delete(target.value);
    show();
  });

  /* The list is drawn anew while somebody chooses: what was chosen and is still there stays so. */
  document.addEventListener("swapped", ({ detail: { part } }) => {
    if (part.id !== "rows") return;
    const boxes = [...part.querySelectorAll("input[form=many]")];
    for (const box of boxes) box.checked = chosen.has(box.value);
    chosen = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    show();
  });
  show();
})();
