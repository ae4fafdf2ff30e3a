"use strict";
const cards = [...document.querySelectorAll("article")];
const kept = (card) => "crossfoot " + card.dataset.key;
const judged = (card) => {
  const chosen = card.querySelector("input[type=radio]:checked");
  return chosen && { key: card.dataset.key, document_id: card.dataset.document, check: card.dataset.check, verdict: chosen.value,
    note: card.querySelector(".note").value, message: card.querySelector(".message").textContent };
};
const store = (work) => { try { return work(); } catch { return null; } };
const count = () => {
  document.getElementById("count").textContent = cards.filter(judged).length + " of " + cards.length + " judged";
};
for (const card of cards) {
  const before = store(() => JSON.parse(localStorage.getItem(kept(card))));
  if (before) {
    for (const choice of card.querySelectorAll("input[type=radio]")) choice.checked = choice.value === before.verdict;
    card.querySelector(".note").value = before.note;
  }
  card.addEventListener("input", () => {
    const said = judged(card);
    if (said) store(() => localStorage.setItem(kept(card), JSON.stringify(said)));
    count();
  });
}
document.addEventListener("keydown", (event) => {
  if (event.target.matches(".note") || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = cards.indexOf(event.target.closest("article"));
  if (event.key === "j" || event.key === "k") {
    const next = cards[Math.max(0, Math.min(cards.length - 1, at + (event.key === "j" ? 1 : -1)))];
    if (next) next.focus();
  } else if (at >= 0 && "123".includes(event.key)) {
    cards[at].querySelectorAll("input[type=radio]")[Number(event.key) - 1].click();
    cards[at].focus();
  }
});
document.getElementById("save").addEventListener("click", () => {
  const lines = cards.map(judged).filter(Boolean).map((said) => JSON.stringify(said) + "\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(lines, { type: "application/x-ndjson" }));
  link.download = "judged.jsonl";
  link.click();
  URL.revokeObjectURL(link.href);
});
count();
