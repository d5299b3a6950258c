// Light or dark, the same on every page.
(() => {
  "use strict";
  const root = document.documentElement;
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
})();
