// Stands in for MathJax on pages whose formulas were drawn when the book was
// built. What the page itself asks for later, in a quiz or on a card, was
// drawn as well; for anything else, the real one is loaded.
(() => {
  const config = window.MathJax ?? {};
  const here = document.currentScript.src;
  const FORMULA = /\\\(([^]*?)\\\)/;
  const hasFormula = (element) => /\\[([]/.test(element.textContent);
  let drawn = null;
  let loaded = null;
  let current = null;

  /** The drawn form of a formula, as HTML; undefined if it has none. */
  function drawnForm(tex) {
    const table = document.getElementById("drawn-formulas")?.textContent;
    drawn ??= new Map(Object.entries(JSON.parse(table ?? "{}")));
    return drawn.get(tex.trim());
  }

  /** Puts the drawn forms of formulas in the place of their TeX. */
  function place(element) {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      const found = FORMULA.exec(text.data);
      const form = found && drawnForm(found[1]);
      if (!form) continue;
      const tex = text.splitText(found.index);
      tex.splitText(found[0].length); // the walker goes on with the rest
      const box = document.createElement("template");
      box.innerHTML = form;
      tex.replaceWith(box.content);
    }
  }

  function load() {
    const script = document.createElement("script");
    script.src = new URL("vendor/mathjax/startup.js", here).href;
    const startup = { typeset: false, promise: Promise.resolve() };
    window.MathJax = { ...config, startup, typesetPromise };
    return new Promise((done, fail) => {
      script.onload = () => done(window.MathJax.startup.promise);
      script.onerror = () => fail(new Error(`cannot load ${script.src}`));
      document.head.append(script);
    });
  }

  async function typesetPromise(elements) {
    elements.forEach(place);
    if (!elements.some(hasFormula)) return;
    loaded ??= load();
    await loaded;
    const { startup } = window.MathJax;
    startup.promise = startup.promise.then(() =>
      window.MathJax.typesetPromise(elements),
    );
    await startup.promise;
  }

  // ipywidgets speaks to MathJax 2, at any time, also while 3 is loading
  const Hub = { Queue: ([, , element]) => typesetPromise([element]) };
  Object.defineProperty(window, "MathJax", {
    get: () => current,
    set: (next) => {
      current = Object.assign(next, { Hub });
    },
  });
  window.MathJax = { startup: { promise: Promise.resolve() }, typesetPromise };
})();
