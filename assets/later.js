// Stands in for MathJax on pages whose formulas were drawn when the book was
// built: loads the real one as soon as something new is to be drawn.
(() => {
  const config = window.MathJax ?? {};
  const here = document.currentScript.src;
  const hasFormula = (element) => /\\[([]/.test(element.textContent);
  let loaded = null;
  let current = null;

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
