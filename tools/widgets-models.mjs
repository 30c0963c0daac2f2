// The widgets' models that a page stores, and which of them belong together.

const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';

/** The models stored on the page, by their ids, and which know each other. */
export function storedModels() {
  const tags = [...document.querySelectorAll(STATE)];
  const found = tags.map((tag) => JSON.parse(tag.textContent).state);
  const models = Object.assign({}, ...found);
  const ties = {};
  const tie = (a, b) => (ties[a] ??= []).push(b);
  for (const [name, model] of Object.entries(models)) {
    const text = JSON.stringify({ ...model.state, _esm: "", _css: "" });
    for (const [, other] of text.matchAll(/"IPY_MODEL_([^"]+)"/g)) {
      tie(name, other);
      tie(other, name);
    }
  }
  return { models, ties };
}

/** The models that hang together with one of them: boxes, controls, links. */
export function family({ models, ties }, id) {
  const found = new Set([id]); // grows while we walk through it
  for (const name of found) for (const next of ties[name] ?? []) found.add(next);
  return [...found].filter((name) => name in models);
}
