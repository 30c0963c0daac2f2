// Brings the script of the interactive figures to a page as soon as the reader
// comes near one of them, or gives any sign; until then the page does without.
(() => {
  const { src } = document.currentScript;
  const root = document.documentElement;
  const SIGNS = ["pointermove", "pointerdown", "keydown", "wheel", "touchstart"];
  let asked = false;

  const load = () => {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = new URL("vendor/widgets/live.js", src).href;
    document.head.append(script);
  };
  const greet = () => {
    for (const sign of SIGNS) window.removeEventListener(sign, greet);
    root.dataset.reader = "here"; // live.js then makes every view
    load();
  };

  addEventListener("DOMContentLoaded", () => {
    const stored = 'script[type="application/vnd.jupyter.widget-view+json"]';
    const eye = new IntersectionObserver(
      (seen) => {
        if (seen.some((one) => one.isIntersecting)) load();
      },
      { rootMargin: "50% 0px" },
    );
    for (const script of document.querySelectorAll(stored)) {
      eye.observe(script.parentElement);
    }
    for (const sign of SIGNS) {
      window.addEventListener(sign, greet, { passive: true });
    }
  });
})();
