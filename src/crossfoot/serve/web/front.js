(() => {
  const at = (id) => document.getElementById(id);
  const [copy, said, trouble, files] = [at("copy"), at("said"), at("trouble"), at("files")];
  const [under, shown, notes, below] = [".under", ".shown", ".notes", ".below"].map((one) => document.querySelector(one));
  const welcome = notes.firstElementChild;
  const TABLE = /\.(csv|tsv|parquet|xlsx?|sqlite3?|db|duckdb|csv\.gz|tsv\.gz|crossfoot\.toml)$/i;
  const EXAMPLE = `Fair draws 1,254 visitors

The spring fair in Harrow drew 1,254 visitors: 481 on Saturday, 633 on Sunday and 120 on Monday, the organisers said.

Sales rose from 300 pies last year to 420 this year, an increase of 40 percent, said Ann Lowe, who runs the bakery.

The fair opened on Saturday, 13 April 2019. Of its 64 stalls, 16, or 20 percent, were new, and nearly 60 were taken by noon.
`;
  let name = "";
  let latest = ""; // the report as it can be downloaded
  let before = ""; // the words that lie under the field
  let busy = false;
  let again = false;

  const ask = async (path, options) => {
    let answer;
    try {
      answer = await fetch(path, { ...options, headers: { "X-Crossfoot-Room": document.body.dataset.room } });
    } catch {
      throw new Error("Crossfoot does not answer any more; start it again with `crossfoot serve`, and copy your story first.");
    }
    const given = await answer.json().catch(() => ({ sentence: "Crossfoot gave no answer that can be read." }));
    if (!answer.ok) throw new Error(given.sentence);
    return given;
  };
  const tell = (sentence) => {
    trouble.textContent = sentence;
    trouble.hidden = !sentence;
  };

  // The story is checked as often as there is an answer: one question at a time, always with the newest words.
  const check = async () => {
    at("clear").hidden = !copy.value;
    again = busy;
    if (busy) return;
    busy = true;
    try {
      await checked();
    } catch (problem) {
      tell(problem.message);
    }
    busy = false;
    if (again) check();
  };
  const checked = async () => {
    const text = copy.value;
    if (!text.trim()) return nothing();
    const asked = { text, name: name || "story.txt", published: at("published").value, complete: at("complete").checked ? "yes" : "" };
    const report = await ask("check", { method: "POST", body: JSON.stringify(asked) });
    if (text === copy.value) display(report, text);
    else again = true;
  };
  const nothing = () => {
    latest = "";
    notes.replaceChildren(welcome);
    for (const place of [below, shown]) place.replaceChildren();
    lay("");
    said.textContent = "Nothing to read yet";
    said.className = "";
    tell("");
    enable();
  };
  const enable = () => {
    at("reading").disabled = at("download").disabled = !latest;
    if (!latest) read(false);
  };

  // The report is the one that `crossfoot check --format html` writes; its parts are put where the page has room for them.
  const display = (report, text) => {
    const page = new DOMParser().parseFromString(report.page, "text/html");
    const panel = document.querySelector(".margin .panel:not([hidden])")?.id;
    const down = document.querySelector(".margin")?.scrollTop ?? 0;
    const held = stops().indexOf(document.activeElement);
    const turned = new Set(sums().filter(({ sum }) => sum.open !== sum.defaultOpen).map(({ key }) => key));
    latest = report.page;
    notes.replaceChildren(...page.querySelectorAll(".unreadable, .margin, .unread"));
    shown.replaceChildren(...page.querySelectorAll(".story"));
    below.replaceChildren(...page.querySelectorAll(".ledger"));
    for (const { key, sum } of sums()) sum.open = (sum.defaultOpen = sum.open) !== turned.has(key);
    document.dispatchEvent(new Event("crossfoot-shown"));
    if (panel && at(panel)?.hidden) document.querySelector(`.tabs a[data-panel="${panel}"]`)?.click();
    if (notes.querySelector(".margin")) notes.querySelector(".margin").scrollTop = down;
    stops()[held]?.focus();
    lay(report.under, text);
    said.textContent = report.said.replace(/ in 1 story$/, "");
    said.className = notes.querySelector(".note.finding") ? "bad" : "";
    tell("");
    enable();
    follow();
  };
  // Whoever is at a note or a passage when a new report comes stays there.
  const stops = () => [...notes.querySelectorAll("a, summary, [tabindex]")];
  // A sum that somebody opened or closed stays so while its note stays.
  const sums = () =>
    [...notes.querySelectorAll(".note details")].map((sum) => {
      const note = sum.closest(".note");
      return { sum, key: `${note.className.replace(" lit", "")} ${note.querySelector(".about").textContent} ${sum.firstElementChild.textContent}` };
    });
  const lay = (marked, text = "") => {
    const parsed = new DOMParser().parseFromString(`<body>${marked}`, "text/html");
    under.replaceChildren(...parsed.body.childNodes, "\n");
    before = text;
  };

  // While an answer is on its way, the words under the field change as those in it do, and the marks stay with them.
  const retype = () => {
    const now = copy.value;
    const most = Math.min(before.length, now.length);
    let start = 0;
    while (start < most && before[start] === now[start]) start++;
    let end = 0;
    while (end < most - start && before[before.length - 1 - end] === now[now.length - 1 - end]) end++;
    const range = document.createRange();
    range.setStart(...within(start));
    range.setEnd(...within(before.length - end));
    range.deleteContents();
    const [node, offset] = within(start);
    if (node.nodeType === Node.TEXT_NODE) node.insertData(offset, now.slice(start, now.length - end));
    else node.prepend(now.slice(start, now.length - end));
    before = now;
  };
  const within = (place) => {
    const walk = document.createTreeWalker(under, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(), left = place; node; node = walk.nextNode()) {
      if (left <= node.length) return [node, left];
      left -= node.length;
    }
    return [under, 0];
  };

  // The caret in a marked word lights its notes; the title of a note leads to the words in the field.
  const marks = () => {
    const walk = document.createTreeWalker(under, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walk.nextNode(), start = 0; node; start += node.length, node = walk.nextNode()) {
      const mark = node.parentElement.closest(".mark");
      if (mark) found.push({ mark, start, end: start + node.length });
    }
    return found;
  };
  const follow = () => {
    if (document.activeElement !== copy) return;
    const caret = copy.selectionStart;
    const here = marks().find(({ start, end }) => start <= caret && caret <= end)?.mark.dataset.notes.split(" ") ?? [];
    document.dispatchEvent(new CustomEvent("crossfoot-light", { detail: here }));
  };
  document.addEventListener("selectionchange", follow);
  copy.addEventListener("select", follow);
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest('.about a[href$="at"]');
      if (!link || shown.hidden === false) return;
      event.preventDefault();
      const note = link.closest(".note").id;
      const own = marks().filter(({ mark }) => mark.dataset.notes.split(" ").includes(note));
      const first = own.find(({ mark }) => !mark.classList.contains("side")) ?? own[0];
      if (!first) return;
      copy.focus({ preventScroll: true });
      copy.setSelectionRange(first.start, first.end);
      first.mark.scrollIntoView({ block: "center" });
    },
    true,
  );
  copy.addEventListener("input", () => {
    retype();
    check();
  });

  // Reading: the story as it will be read, with its marks as links. Writing: its words, to be changed.
  const read = (on) => {
    at("reading").setAttribute("aria-pressed", String(on));
    shown.hidden = !on;
    document.querySelector(".writing").hidden = on;
  };
  at("reading").addEventListener("click", () => read(shown.hidden));
  at("download").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([latest], { type: "text/html" }));
    link.download = `${(name || "story").replace(/\.[^.]*$/, "")}-crossfoot.html`;
    link.click();
    URL.revokeObjectURL(link.href);
  });

  // The story: typed, pasted, or from a file.
  const put = (text, called) => {
    name = called;
    at("name").textContent = called;
    copy.value = text;
    read(false);
    retype();
    copy.setSelectionRange(0, 0);
    check();
  };
  const open = async (file) => {
    if (copy.value.trim() && !confirm(`Put ${file.name} in the place of the story on the page?`)) return;
    const story = await ask(`story?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
    put(story.text, story.name);
  };
  at("clear").addEventListener("click", () => {
    put("", "");
    copy.focus();
  });
  at("example").addEventListener("click", () => {
    put(EXAMPLE, "");
    copy.focus();
  });

  // Sources and tables.
  const list = (kept) => {
    files.replaceChildren(
      ...kept.map(({ name: called, use }) => {
        const item = document.createElement("li");
        const kind = document.createElement("small");
        const away = document.createElement("button");
        kind.textContent = use;
        away.type = "button";
        away.textContent = "×";
        away.setAttribute("aria-label", `Take ${called} away`);
        away.addEventListener("click", () => shelve(() => ask(`files?name=${encodeURIComponent(called)}`, { method: "DELETE" })));
        item.append(called, " ", kind, away);
        return item;
      }),
    );
    at("completeness").hidden = !kept.some(({ use }) => use === "source");
  };
  const shelve = async (change) => {
    try {
      list((await change()).files);
      check();
    } catch (problem) {
      tell(problem.message);
    }
  };
  const add = async (given) => {
    if (given.length) tell("");
    document.querySelector(".shelf").classList.add("waiting");
    // One after another: the list keeps the order in which they came.
    for (const file of given) await shelve(() => ask(`files?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file }));
    document.querySelector(".shelf").classList.remove("waiting");
  };
  const take = async (given, asStory) => {
    const story = asStory ? given.find((file) => !TABLE.test(file.name)) : undefined;
    try {
      if (story) await open(story);
    } catch (problem) {
      tell(problem.message);
    }
    await add(given.filter((file) => file !== story));
  };
  for (const [button, input, asStory] of [["more", "chosen", false], ["file", "opened", true]]) {
    at(button).addEventListener("click", () => at(input).click());
    at(input).addEventListener("change", () => {
      take([...at(input).files], asStory);
      at(input).value = "";
    });
  }
  for (const box of ["published", "complete"]) at(box).addEventListener("change", check);

  const text = document.querySelector(".text");
  const aimed = (target) => (text.contains(target) ? text : notes);
  const aim = (place) => [text, notes].forEach((one) => one.classList.toggle("dropping", one === place));
  document.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    aim(aimed(event.target));
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget ?? aim());
  document.addEventListener("drop", (event) => {
    aim();
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take([...event.dataTransfer.files], aimed(event.target) === text);
  });

  // Nothing is kept: the browser asks before the words on the page are lost.
  addEventListener("beforeunload", (event) => copy.value.trim() && event.preventDefault());
  addEventListener("pagehide", () => navigator.sendBeacon(`close?room=${encodeURIComponent(document.body.dataset.room)}`));
})();
