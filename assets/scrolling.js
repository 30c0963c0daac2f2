// Tables and code that are wider than the screen scroll in themselves. Give
// exactly those a place in the tab order, so that the arrow keys reach them.
(() => {
  const wide = ".pst-scrollable-table-container, .widget-subarea table, pre";
  const update = () => {
    for (const element of document.querySelectorAll(`main :is(${wide})`)) {
      if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
      else element.removeAttribute("tabindex");
    }
  };
  addEventListener("DOMContentLoaded", () => {
    // the page changes its height when a view or a formula arrives
    new ResizeObserver(update).observe(document.body);
  });
})();
