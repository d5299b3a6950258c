// What the page can do beyond being read: theme, filters, keys, permalinks, tidy copies.
(() => {
  "use strict";

  const root = document.documentElement;
  const form = document.getElementById("filters");
  const nothing = document.getElementById("nothing");

  // ---- light or dark -------------------------------------------------------------------------------------
  const theme = document.getElementById("theme");
  const remembered = {
    // Storage may be closed to a page opened from a file; the choice then lasts as long as the page.
    get: () => { try { return localStorage.getItem("bitext-report-theme"); } catch { return null; } },
    set: (value) => { try { localStorage.setItem("bitext-report-theme", value); } catch { /* not kept */ } },
  };
  const isDark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  if (["light", "dark"].includes(remembered.get())) root.dataset.theme = remembered.get();
  theme.hidden = false;
  theme.setAttribute("aria-pressed", String(isDark()));
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    theme.setAttribute("aria-pressed", String(isDark()));
    remembered.set(root.dataset.theme);
  });

  // ---- the rows, read from the table when first needed -----------------------------------------------------
  const columns = Array.from(document.querySelectorAll(".heads col"), (column) => column.className);
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase().replaceAll("đ", "d").replaceAll("ı", "i");
  const plain = (text) => text.normalize("NFC").toLowerCase();
  const elements = Array.from(document.querySelectorAll(".sheet tbody > tr"));
  let records = null;
  const rows = () => {
    records ??= elements.map((row) => {
      const cell = (name) => row.cells[columns.indexOf(name)];
      const text = `${row.cells[0].textContent}\n${cell("source").textContent}\n${cell("target").textContent}\n${cell("findings")?.textContent ?? ""}`;
      const confidence = cell("confidence")?.className ?? "";
      return {
        row,
        sheet: row.closest(".sheet"),
        exact: plain(text),
        folded: fold(text),
        type: cell("type")?.textContent,
        band: confidence ? Number(confidence.slice(1)) : Infinity,
        checks: Array.from(row.querySelectorAll("li > b"), (name) => name.textContent),
      };
    });
    return records;
  };

  // ---- filters ---------------------------------------------------------------------------------------------
  const value = (name) => form.elements.namedItem(name)?.value ?? "";
  const number = new Intl.NumberFormat(root.lang);
  const filter = () => {
    // A word typed with its diacritics must match them; a word typed without matches any.
    const words = plain(value("search")).split(/\s+/).filter(Boolean)
      .map((word) => (fold(word) === word ? [fold(word), "folded"] : [word, "exact"]));
    const [severity, check, type, below] = ["severity", "check", "type", "confidence"].map(value);
    const fits = (record) => {
      const classes = record.row.classList;
      const found = ["e", "w", "i"].some((name) => classes.contains(name));
      if (severity === "any" ? !found : severity === "none" ? found : severity && !classes.contains(severity)) return false;
      if (check && !record.checks.includes(check)) return false;
      if (type && record.type !== type) return false;
      if (below && !(record.band < Number(below))) return false;
      return words.every(([word, kind]) => record[kind].includes(word));
    };
    const left = new Map();
    let shown = 0;
    for (const record of rows()) {
      const fit = fits(record);
      record.row.hidden = !fit;
      left.set(record.sheet, (left.get(record.sheet) ?? 0) + Number(fit));
      shown += Number(fit);
    }
    for (const [sheet, count] of left) {
      sheet.hidden = count === 0;
      sheet.style.containIntrinsicSize = `auto ${count * 72}px`;
    }
    nothing.hidden = shown > 0 || elements.length === 0;
    tell(shown);
  };
  const tell = (shown) => {
    const output = form.querySelector("output");
    output.value = output.dataset.words.replace("{shown}", number.format(shown)).replace("{total}", number.format(elements.length));
  };
  const showAll = () => { form.reset(); filter(); };
  let waiting = 0;
  form.hidden = false;
  tell(elements.length);
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 80); });
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  for (const button of document.querySelectorAll("button[data-check]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      form.reset();
      form.elements.namedItem("check").value = button.dataset.check;
      filter();
      document.getElementById("units").scrollIntoView();
    });
  }
  // A browser may restore what was typed before a reload.
  if (["search", "severity", "check", "type", "confidence"].some((name) => value(name))) filter();

  // ---- one current row: by permalink, by keys --------------------------------------------------------------
  let current = null;
  const choose = (row, focus) => {
    if (current) { current.removeAttribute("aria-current"); current.removeAttribute("tabindex"); }
    current = row;
    row.setAttribute("aria-current", "true");
    row.tabIndex = -1;
    if (focus) row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  const follow = () => {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!row || row.localName !== "tr") return;
    if (row.hidden || row.closest(".sheet").hidden) showAll();
    choose(row, true);
    row.scrollIntoView({ block: "center" });
  };
  const step = (direction) => {
    let index = current ? elements.indexOf(current) + direction : 0;
    while (index >= 0 && index < elements.length && elements[index].hidden) index += direction;
    const row = elements[index];
    if (!row) return;
    choose(row, true);
    history.replaceState(null, "", `#${row.id}`);
  };
  addEventListener("hashchange", follow);
  follow();

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && !form.hidden) { showAll(); document.activeElement?.blur(); return; }
    if (event.target.closest?.("input, select, textarea")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") form.elements.namedItem("search").focus();
    else return;
    event.preventDefault();
  });

  // ---- several rows copied: source and target, tab between, a row a line -------------------------------------
  addEventListener("copy", (event) => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed) return;
    const chosen = elements.filter((row) => !row.hidden && selection.containsNode(row, true));
    if (chosen.length < 2) return;
    const cells = (row) => ["source", "target"].map((name) => row.cells[columns.indexOf(name)].textContent.replace(/\s+/g, " "));
    event.clipboardData.setData("text/plain", chosen.map((row) => cells(row).join("\t")).join("\n"));
    event.preventDefault();
  });

  // ---- on paper everything is open --------------------------------------------------------------------------
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details.check")) details.open = true;
  });
})();
