// Colours of the canvas follow the style sheet's variables, and so the system's theme or the button's.
const darkQuery = matchMedia("(prefers-color-scheme: dark)");
const stillQuery = matchMedia("(prefers-reduced-motion: reduce)");
const themeListeners = [];
const ink = {};

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : darkQuery.matches;
}

function readInk() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["ground", "ink", "soft", "line", "line-strong", "contested", "accent", "rule"]) {
    ink[name] = style.getPropertyValue(`--${name}`).trim();
  }
  ink.dark = isDark();
}

function colourOf(type) {
  return ink.dark ? type.dark : type.light;
}

function themeChanged() {
  readInk();
  const button = byId("theme");
  button.setAttribute("aria-pressed", String(ink.dark));
  for (const listener of themeListeners) listener();
}

function startTheme() {
  if (DATA.theme !== "auto") document.documentElement.dataset.theme = DATA.theme;
  readInk();
  byId("theme").setAttribute("aria-pressed", String(ink.dark));
  darkQuery.addEventListener("change", themeChanged);
  byId("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    themeChanged();
    writeAddress();
  });
}
