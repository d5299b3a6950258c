// What the page can do beyond being read: filters, keys, permalinks, tidy copies.
(() => {
  "use strict";

  const root = document.documentElement;
  const form = document.getElementById("filters");
  const nothing = document.getElementById("nothing");

  // ---- the rows: those in the page, then those that follow it packed ---------------------------------------
  const holder = document.getElementById("sheets");
  const columns = Array.from(document.querySelectorAll(".heads col"), (column) => column.className);
  const cell = (row, name) => row.cells[columns.indexOf(name)];
  const total = Number(holder.dataset.total);
  const SHEET = 100;
  const records = [];
  const byId = new Map();
  const take = (row) => {
    const record = {
      row,
      place: records.length,
      type: cell(row, "type")?.textContent,
      band: cell(row, "confidence")?.className ? Number(cell(row, "confidence").className.slice(1)) : Infinity,
      found: Array.from(row.querySelectorAll("td > ul > li[class]"), (item) => [item.className, item.firstElementChild.textContent, item.dataset.system ?? "0"]),
      figures: Array.from(row.querySelectorAll(".stack data"), (figure) => Number(figure.value)),
    };
    records.push(record);
    byId.set(row.id, record);
  };
  for (const row of holder.querySelectorAll("tbody > tr")) take(row);

  const unpack = async (packed) => {
    const bytes = Uint8Array.from(atob(packed.content.textContent), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const text = await new Response(stream).text();
    let since = performance.now();
    for (const sheet of text.split("\0")) {
      const parsed = document.createElement("template");
      parsed.innerHTML = `<table><tbody>${sheet}`;
      for (const row of parsed.content.querySelectorAll("tbody > tr")) take(row);
      if (document.visibilityState === "visible" && performance.now() - since > 20) {
        await new Promise((next) => setTimeout(next));
        since = performance.now();
      }
    }
    packed.remove();
    document.getElementById("packed-note").hidden = true;
  };

  // ---- sheets of rows, filled as they come near ------------------------------------------------------------
  const number = new Intl.NumberFormat(root.lang);
  const blank = holder.firstElementChild?.cloneNode(true);
  blank?.querySelector("tbody").replaceChildren();
  let view = records.slice();
  let sheets = Array.from(holder.children, (element, index) => ({ element, rows: records.slice(index * SHEET, (index + 1) * SHEET), filled: true }));
  const fill = (sheet) => {
    if (sheet.filled) return;
    sheet.filled = true;
    sheet.element.querySelector("tbody").replaceChildren(...sheet.rows.map((record) => record.row));
    sheet.element.style.minHeight = "";
    compare(sheet.rows);
  };
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) fill(sheets[Number(entry.target.dataset.index)]);
  }, { rootMargin: "1500px 0px" });
  const heightOfRow = () => {
    const done = sheets.find((sheet) => sheet.filled && sheet.rows.length > 9);
    return done ? Math.max(30, done.element.offsetHeight / done.rows.length) : 72;
  };
  const make = (rows, index, height) => {
    const element = blank.cloneNode(true);
    element.dataset.index = String(index);
    element.querySelector("caption").textContent = holder.dataset.sheet
      .replace("{first}", number.format(index * SHEET + 1)).replace("{last}", number.format(index * SHEET + rows.length));
    element.style.minHeight = `${rows.length * height}px`;
    return { element, rows, filled: false };
  };
  const arrange = (rows) => {
    if (!blank) return;
    const height = heightOfRow();
    near.disconnect();
    view = rows;
    sheets = [];
    for (let first = 0; first < rows.length; first += SHEET) sheets.push(make(rows.slice(first, first + SHEET), sheets.length, height));
    holder.replaceChildren(...sheets.map((sheet) => sheet.element));
    if (sheets.length) fill(sheets[0]);
    for (const sheet of sheets.slice(1)) near.observe(sheet.element);
    view.forEach((record, place) => { record.shown = place; });
  };
  const whole = () => records.forEach((record) => { record.shown = record.place; });
  whole();

  // ---- filters ---------------------------------------------------------------------------------------------
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase().replaceAll("đ", "d").replaceAll("ı", "i");
  const plain = (text) => text.normalize("NFC").toLowerCase();
  const read = (record) => {
    if (record.exact === undefined) {
      const target = cell(record.row, "target");
      const texts = target.classList.contains("stack") ? Array.from(target.querySelectorAll("span"), (span) => span.textContent).join("\n") : target.textContent;
      const text = `${record.row.cells[0].textContent}\n${cell(record.row, "source").textContent}\n${texts}\n${cell(record.row, "findings")?.textContent ?? ""}`;
      record.exact = plain(text);
      record.folded = fold(text);
    }
    return record;
  };
  const field = (name) => form.elements.namedItem(name);
  const value = (name) => field(name)?.value ?? "";
  const FILTERS = ["search", "severity", "system", "check", "type", "confidence"];
  const sorted = (rows) => {
    const order = value("order");
    if (order === "") return rows;
    const sign = holder.dataset.lower === undefined ? 1 : -1;
    const key = order === "apart"
      ? (record) => Math.min(...record.figures) - Math.max(...record.figures)
      : (record) => sign * (record.figures[Number(order)] ?? Infinity);
    return rows.map((record) => [key(record), record]).sort((a, b) => a[0] - b[0] || a[1].place - b[1].place).map((pair) => pair[1]);
  };
  const filter = () => {
    // A word typed with its diacritics must match them; a word typed without matches any.
    const words = plain(value("search")).split(/\s+/).filter(Boolean)
      .map((word) => (fold(word) === word ? [fold(word), "folded"] : [word, "exact"]));
    const [severity, system, check, type, below] = FILTERS.slice(1).map(value);
    const asked = severity || system || check;
    const counts = ([kind, name, place]) =>
      (!system || place === system) && (!check || name === check) && (["", "any", "none"].includes(severity) || kind === severity);
    const fits = (record) => {
      if (asked && record.found.some(counts) === (severity === "none")) return false;
      if (type && record.type !== type) return false;
      if (below && !(record.band < Number(below))) return false;
      return words.every(([word, kind]) => read(record)[kind].includes(word));
    };
    const left = sorted(records.filter(fits));
    arrange(left);
    nothing.hidden = left.length > 0 || total === 0;
    tell(left.length);
  };
  const tell = (shown) => {
    const output = form.querySelector("output");
    output.value = output.dataset.words.replace("{shown}", number.format(shown)).replace("{total}", number.format(total));
  };
  const showAll = () => {
    for (const name of FILTERS) if (field(name)) field(name).value = "";
    filter();
  };
  let waiting = 0;
  form.hidden = false;
  tell(total);
  form.addEventListener("input", (event) => {
    if (event.target.name === "base") { compareAll(); return; }
    clearTimeout(waiting);
    waiting = setTimeout(filter, 80);
  });
  form.addEventListener("reset", (event) => { event.preventDefault(); showAll(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); compareAll(); filter(); });
  for (const button of document.querySelectorAll("button[data-check]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const name of FILTERS) if (field(name)) field(name).value = "";
      field("check").value = button.dataset.check;
      filter();
      document.getElementById("units").scrollIntoView();
    });
  }

  // ---- differences, word by word (syllable by syllable where words are written so) ---------------------------
  const TOKEN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*\s*|[\p{L}\p{M}\p{N}]+(?:[.,:/'’-][\p{L}\p{M}\p{N}]+)*\s*|[^\p{L}\p{M}\p{N}\s]\s*|\s+/gu;
  const LARGEST = 1000000;
  // What to take out of `before` and put in, as [start, end, text]: characters of `after` that are new, and text that is gone there.
  const changes = (before, after) => {
    const a = before.match(TOKEN) ?? [], b = after.match(TOKEN) ?? [];
    const same = (i, j) => a[i].trimEnd() === b[j].trimEnd();
    let from = 0, toA = a.length, toB = b.length;
    while (from < toA && from < toB && same(from, from)) from += 1;
    while (toA > from && toB > from && same(toA - 1, toB - 1)) { toA -= 1; toB -= 1; }
    const n = toA - from, m = toB - from, width = m + 1;
    const best = n * m <= LARGEST ? new Uint16Array((n + 1) * width) : null;
    if (best) for (let i = n - 1; i >= 0; i -= 1) for (let j = m - 1; j >= 0; j -= 1)
      best[i * width + j] = same(from + i, from + j) ? best[(i + 1) * width + j + 1] + 1 : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
    const found = [];
    let at = b.slice(0, from).join("").length, i = 0, j = 0, open = null;
    const edit = () => { if (!open) { open = [at, at, ""]; found.push(open); } return open; };
    while (i < n || j < m) {
      if (best && i < n && j < m && same(from + i, from + j)) { at += b[from + j].length; i += 1; j += 1; open = null; }
      else if (i < n && (j >= m || !best || best[(i + 1) * width + j] >= best[i * width + j + 1])) { edit()[2] += a[from + i]; i += 1; }
      else { edit(); at += b[from + j].length; open[1] = at; j += 1; }
    }
    return found;
  };
  // A change is drawn without the white space after it.
  const put = (into, tag, text) => {
    const drawn = text.trimEnd(), made = document.createElement(tag);
    made.textContent = drawn;
    into.append(...(drawn ? [made] : []), text.slice(drawn.length));
  };
  const draw = (span, found) => {
    const walker = document.createTreeWalker(span, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    if (!nodes.length) { for (const [, , gone] of found) put(span, "del", gone); return; }
    let start = 0;
    nodes.forEach((node, index) => {
      const text = node.data, end = start + text.length, last = index === nodes.length - 1;
      const made = document.createDocumentFragment();
      let at = start;
      for (const [first, stop, gone] of found) {
        if (stop < start || first > end) continue;
        const begin = Math.max(first, start), close = Math.min(stop, end);
        if (begin > at) { made.append(text.slice(at - start, begin - start)); at = begin; }
        if (gone && first >= start && (first < end || last)) {
          // What is gone before a mark, or after it, is no part of it.
          const outside = node.parentNode !== span && (first === start || first === end) ? document.createDocumentFragment() : made;
          put(outside, "del", gone);
          if (outside !== made) node.parentNode[first === start ? "before" : "after"](outside);
        }
        if (close > at) { put(made, "ins", text.slice(at - start, close - start)); at = close; }
      }
      if (at < end) made.append(text.slice(at - start));
      node.replaceWith(made);
      start = end;
    });
  };
  const compare = (rows) => {
    const base = value("base");
    for (const record of rows) {
      const stack = record.row.querySelector(".stack");
      if (!stack || (record.base ?? "") === base) continue;
      read(record);
      const lines = Array.from(stack.children);
      record.texts ??= lines.map((line) => line.lastElementChild.innerHTML);
      lines.forEach((line, place) => { line.lastElementChild.innerHTML = record.texts[place]; });
      record.base = base;
      if (!base) continue;
      const systems = lines.filter((line) => !line.classList.contains("r"));
      const first = base[0] === "r" ? lines[Number(base.slice(1))] : systems[Number(base.slice(1))];
      const text = first.lastElementChild.textContent;
      for (const line of systems) if (line !== first) draw(line.lastElementChild, changes(text, line.lastElementChild.textContent));
    }
  };
  const compareAll = () => { for (const sheet of sheets) if (sheet.filled) compare(sheet.rows); };

  // ---- one current row: by permalink, by keys --------------------------------------------------------------
  let current = null;
  const choose = (record) => {
    fill(sheets[Math.floor(record.shown / SHEET)]);
    if (current) { current.row.removeAttribute("aria-current"); current.row.removeAttribute("tabindex"); }
    current = record;
    record.row.setAttribute("aria-current", "true");
    record.row.tabIndex = -1;
    record.row.focus({ preventScroll: true });
    record.row.scrollIntoView({ block: "nearest" });
  };
  const inView = (record) => view[record.shown] === record;
  const follow = () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* taken as it is */ }
    const record = byId.get(name);
    if (!record) return;
    if (!inView(record)) showAll();
    choose(record);
    record.row.scrollIntoView({ block: "center" });
  };
  const step = (direction) => {
    const record = view[current && inView(current) ? current.shown + direction : 0];
    if (!record) return;
    choose(record);
    history.replaceState(null, "", `#${record.row.id}`);
  };
  addEventListener("hashchange", follow);
  follow();

  // ---- the rest of the rows ----------------------------------------------------------------------------------
  const packed = document.getElementById("packed");
  const ready = () => {
    holder.removeAttribute("aria-busy");
    // A browser may restore what was typed before a reload.
    if ([...FILTERS, "order"].some((name) => value(name))) filter();
    else if (packed) { whole(); view = records.slice(); extend(); }
    if (value("base")) compareAll();
    if (location.hash && !current) follow();
    // The texts are made ready for the first search while nobody waits.
    let next = 0;
    const prepare = (idle) => {
      while (next < records.length && idle.timeRemaining() > 2) read(records[next++]);
      if (next < records.length) requestIdleCallback(prepare);
    };
    if (typeof requestIdleCallback !== "undefined") requestIdleCallback(prepare);
  };
  const extend = () => {
    const height = heightOfRow();
    for (let first = sheets.length * SHEET; first < records.length; first += SHEET) {
      const sheet = make(records.slice(first, first + SHEET), sheets.length, height);
      sheets.push(sheet);
      holder.append(sheet.element);
      near.observe(sheet.element);
    }
  };
  if (packed && typeof DecompressionStream !== "undefined") {
    holder.setAttribute("aria-busy", "true");
    // After the first sheet is painted.
    requestAnimationFrame(() => setTimeout(() => unpack(packed).then(ready)));
  } else ready();

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && !form.hidden) { showAll(); document.activeElement?.blur(); return; }
    if (event.target.closest?.("input, select, textarea")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") field("search").focus();
    else if (event.key === "d" && field("base")) { field("base").value = value("base") ? "" : field("base").options[1].value; compareAll(); }
    else return;
    event.preventDefault();
  });

  // ---- several rows copied: source and target, tab between, a row a line -------------------------------------
  addEventListener("copy", (event) => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed) return;
    const chosen = view.filter((record) => record.row.isConnected && selection.containsNode(record.row, true));
    if (chosen.length < 2) return;
    const line = ({ row }) => {
      const target = cell(row, "target").cloneNode(true);
      for (const gone of target.querySelectorAll("del")) gone.remove();
      const texts = target.classList.contains("stack") ? Array.from(target.children, (line) => line.lastElementChild.textContent) : [target.textContent];
      return [cell(row, "source").textContent, ...texts]
        .map((text) => text.replace(/\s+/g, " ")).join("\t");
    };
    event.clipboardData.setData("text/plain", chosen.map(line).join("\n"));
    event.preventDefault();
  });

  // ---- on paper everything is open --------------------------------------------------------------------------
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details.check")) details.open = true;
    for (const sheet of sheets) fill(sheet);
  });
})();
