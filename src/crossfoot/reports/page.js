"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // A mark under the pointer, or in focus, lights its notes and all places of those notes.
  const light = (notes, on) => {
    for (const note of notes) {
      document.getElementById(note)?.classList.toggle("lit", on);
      for (const mark of all(`.mark[data-notes~="${note}"]`)) mark.classList.toggle("lit", on);
    }
  };
  const follow = (element, notes) => {
    for (const [event, on] of [["pointerenter", true], ["focusin", true], ["pointerleave", false], ["focusout", false]]) {
      element.addEventListener(event, () => light(notes, on));
    }
  };
  for (const mark of all(".mark")) follow(mark, mark.dataset.notes.split(" "));
  for (const note of all(".note")) follow(note, [note.id]);

  // The right side shows the notes or one source.
  const show = (panel) => {
    const margin = panel.closest(".margin");
    for (const other of all(":scope > .panel", margin)) other.hidden = other !== panel;
    for (const tab of all(".tabs a", margin)) {
      if (tab.dataset.panel === panel.id) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    }
  };
  for (const margin of all(".margin")) {
    const first = margin.querySelector(":scope > .panel");
    if (margin.querySelector(".tabs")) show(first);
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    const target = document.getElementById(link.getAttribute("href").slice(1));
    const panel = target?.closest(".panel");
    if (!panel) return;
    event.preventDefault();
    show(panel);
    target.scrollIntoView({ block: "nearest" });
    target.focus({ preventScroll: true });
    for (const lit of all(".lit")) lit.classList.remove("lit");
    light([target.id], true);
  });

  // A heading sorts its column, by number where there is one.
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value);
  };
  for (const table of all(".sortable")) {
    all("th button", table.tHead).forEach((button, column) => {
      button.addEventListener("click", () => {
        const head = button.closest("th");
        const up = head.getAttribute("aria-sort") !== "ascending";
        for (const other of all("th", table.tHead)) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b)));
        const rows = [...table.tBodies[0].rows].sort((a, b) => compare(key(a, column), key(b, column)) * (up ? 1 : -1));
        table.tBodies[0].append(...rows);
      });
    });
  }
})();
