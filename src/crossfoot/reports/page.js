"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // A mark under the pointer, or in focus, lights its notes and all places of those notes; a note its places.
  const light = (notes) => {
    for (const lit of all(".lit")) lit.classList.remove("lit");
    for (const note of notes) {
      document.getElementById(note)?.classList.add("lit");
      for (const mark of all(`.mark[data-notes~="${note}"]`)) mark.classList.add("lit");
    }
  };
  // On a wide screen the notes scroll by themselves: a note comes into view there, and the story stays where it is.
  const bring = (note) => {
    const margin = note?.closest(".margin");
    if (!margin || margin.scrollHeight <= margin.clientHeight) return;
    const [inner, outer] = [note.getBoundingClientRect(), margin.getBoundingClientRect()];
    if (inner.height && (inner.top < outer.top || inner.bottom > outer.bottom)) margin.scrollTop += inner.top - outer.top - 16;
  };
  const notesOf = (element) => element.dataset.notes?.split(" ") ?? [element.id];
  for (const event of ["pointerover", "focusin"]) {
    document.addEventListener(event, ({ target }) => {
      const element = target.closest?.(".mark, .note");
      if (element) light(notesOf(element));
    });
  }
  // A pointer that rests on marked words asks for their note; one that passes over them does not.
  let resting;
  document.addEventListener("pointerover", ({ target }) => {
    clearTimeout(resting);
    const mark = target.closest?.(".story .mark");
    if (mark) resting = setTimeout(() => bring(document.getElementById(notesOf(mark)[0])), 250);
  });
  for (const event of ["pointerout", "focusout"]) {
    document.addEventListener(event, ({ target }) => {
      const held = event === "focusout" ? null : document.activeElement?.closest(".mark, .note");
      if (target.closest?.(".mark, .note")) light(held ? notesOf(held) : []);
    });
  }

  // The right side shows the notes or one source.
  const show = (panel) => {
    const margin = panel.closest(".margin");
    for (const other of all(":scope > .panel", margin)) other.hidden = other !== panel;
    for (const tab of all(".tabs a", margin)) {
      if (tab.dataset.panel === panel.id) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    }
  };
  const lead = (target) => {
    if (target.closest(".panel")) show(target.closest(".panel"));
    let to = target;
    while (to.matches("span:empty") && to.nextElementSibling) to = to.nextElementSibling;
    to.scrollIntoView({ block: "nearest" });
    to.focus({ preventScroll: true });
    light(notesOf(to));
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (event.defaultPrevented || !target?.closest(".case")) return;
    event.preventDefault();
    lead(target);
  });

  // A heading sorts its column, by number where there is one.
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value);
  };
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b)));
  document.addEventListener("click", ({ target }) => {
    const head = target.closest(".sortable th");
    if (!head || !target.closest("button")) return;
    const table = head.closest("table");
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of all("th", table.tHead)) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const rows = [...table.tBodies[0].rows];
    rows.sort((a, b) => compare(key(a, head.cellIndex), key(b, head.cellIndex)) * (up ? 1 : -1));
    table.tBodies[0].append(...rows);
  });

  // On paper every sum and every query is there.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const one of folded) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });

  // The local page shows one report after another, and lights the notes of the words that are edited: it says so with these two events.
  const arrange = () => {
    for (const margin of all(".margin")) {
      if (margin.querySelector(".tabs")) show(margin.querySelector(":scope > .panel"));
    }
  };
  document.addEventListener("crossfoot-shown", arrange);
  document.addEventListener("crossfoot-light", ({ detail }) => {
    light(detail);
    bring(document.getElementById(detail[0]));
  });
  arrange();
})();
