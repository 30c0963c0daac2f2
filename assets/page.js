// Small helps for every page.
(() => {
  // Tables, formulas and code that are wider than the screen scroll in
  // themselves. Give exactly those a place in the tab order, so that the arrow
  // keys reach them.
  const wide =
    ".pst-scrollable-table-container, .widget-subarea table, pre, " +
    "div.math, div.math mjx-container";
  const reachWide = () => {
    for (const element of document.querySelectorAll(`main :is(${wide})`)) {
      if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
      else element.removeAttribute("tabindex");
    }
  };
  addEventListener("DOMContentLoaded", () => {
    // the page changes its height when a view or a formula arrives
    new ResizeObserver(reachWide).observe(document.body);
  });

  // Escape closes what is open; Sphinx would take it to hide search words.
  const OPEN = "dialog.memory-review:modal, [popover=auto]:popover-open";
  const closing = (event) => {
    if (event.key !== "Escape" || !document.querySelector(OPEN)) return;
    event.stopPropagation();
  };
  addEventListener("keydown", closing, { capture: true });

  // Paper is white: print the light theme, whatever the screen shows.
  const { dataset } = document.documentElement;
  let shown = dataset.theme;
  addEventListener("beforeprint", () => {
    shown = dataset.theme;
    dataset.theme = "light";
  });
  addEventListener("afterprint", () => {
    dataset.theme = shown;
  });
})();
