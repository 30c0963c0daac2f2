// The parts around the playground's network: data sets, numbers, drawers, time.
import { button, calm, html } from "./kit.mjs";
import { parsePoints } from "./playground_csv.mjs";
import { playgroundPoints } from "./playground_data.mjs";
import { paintThumbnail } from "./playground_draw.mjs";
import { PLAYGROUND_CHOICES, taskOf } from "./playground_state.mjs";

const CALM = 500; // milliseconds between pictures for those who want rest

export const DATA_NAMES = {
  circle: "circle", xor: "exclusive or", gaussian: "gaussian", spiral: "spiral",
  clouds: "three clouds", arms: "three arms", plane: "plane",
  multi_gaussian: "multi-gaussian", yours: "your own",
};

/** Data sets to choose from, each with its points. */
export function dataTiles(parent, group, choose) {
  const el = html("div", { class: "nn-pg-tiles", role: "radiogroup", "aria-label": "data" }, parent);
  const tiles = PLAYGROUND_CHOICES.data.map((data) => {
    const label = html("label", { class: "nn-pg-tile" }, el);
    const input = html("input", { type: "radio", name: `${group}-data`, "aria-label": DATA_NAMES[data] }, label);
    const canvas = html("canvas", { width: 104, height: 104, "aria-hidden": "true" }, label);
    html("span", { "aria-hidden": "true" }, label, DATA_NAMES[data]);
    input.addEventListener("change", () => choose(data));
    return { data, input, canvas };
  });
  return {
    check: (data) => tiles.forEach((tile) => { tile.input.checked = tile.data === data; }),
    paint: (state, colors) => tiles.forEach(({ data, canvas }) => {
      const shown = { ...state, data, noise: 0, share: 90, seed: 1 };
      paintThumbnail(canvas, playgroundPoints(shown).train, taskOf(shown), colors);
    }),
  };
}

/** Large numbers: the epoch and both losses. */
export function readouts(parent) {
  const el = html("div", { class: "nn-pg-readouts" }, parent);
  const entry = (name, kind) => {
    const box = html("div", { class: `nn-pg-readout nn-pg-readout-${kind}` }, el);
    html("span", {}, box, name);
    return html("strong", {}, box);
  };
  const [epoch, train, test] = [
    entry("epoch", "epoch"), entry("train loss", "train"), entry("test loss", "test")];
  const told = ({ loss, right }) => (loss === null ? "–"
    : loss.toFixed(3) + (right === null ? "" : ` · ${Math.floor(100 * right)} %`));
  return (count, losses) => {
    epoch.textContent = String(count);
    train.textContent = told(losses.train);
    test.textContent = told(losses.test);
  };
}

/** A part below the picture that its button opens and closes. */
export function drawer(buttons, parent, name, fill) {
  const opener = button(buttons, name, () => toggle(opener.getAttribute("aria-expanded") !== "true"));
  opener.setAttribute("aria-expanded", "false");
  const el = html("div", { class: "nn-pg-drawer" }, parent);
  function toggle(on) {
    opener.setAttribute("aria-expanded", String(on));
    el.replaceChildren();
    if (on) fill(el, () => toggle(false));
  }
  return toggle;
}

export function linkDrawer(el, text) {
  const address = `${globalThis.location.href.split("#")[0]}#${text}`;
  const note = html("p", { role: "status" }, el, "This address holds the whole state, weights and points included.");
  const field = html("textarea", { readonly: "", rows: 3, "aria-label": "link to this state" }, el);
  field.value = address;
  button(el, "Copy", async () => {
    field.select();
    let copied = true;
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      copied = document.execCommand("copy"); // pages opened from the disk
    }
    note.textContent = copied ? `Copied, ${address.length} letters.`
      : "The browser does not let the page copy; the address is selected: copy it by keyboard.";
  });
}

export function pasteDrawer(el, use) {
  const hint = "One point a line: x1, x2, label. Labels: two or three classes, or numbers to predict.";
  const note = html("p", { role: "status" }, el, hint);
  const field = html("textarea", {
    rows: 5, "aria-label": "points to paste", placeholder: "1.5, -2.0, red\n-0.5, 3.1, blue",
  }, el);
  button(el, "Use these points", () => {
    try {
      const { points, kind, notes } = parsePoints(field.value);
      note.textContent = notes.join(" ");
      note.className = "";
      use(points, kind);
    } catch (error) {
      note.textContent = error.message;
      note.className = "nn-pg-wrong";
    }
  });
}

// --- time -----------------------------------------------------------------

/** Calls `frame` for every picture of the screen, or seldom if so wished. */
export function clock(frame, onChange) {
  let [running, request, timer] = [false, 0, 0];
  const next = () => {
    if (!running) return;
    frame();
    if (!running) return;
    if (calm()) timer = setTimeout(next, CALM);
    else request = requestAnimationFrame(next);
  };
  function run(on) {
    if (on === running) return;
    running = on;
    cancelAnimationFrame(request);
    clearTimeout(timer);
    onChange(on);
    if (on) next();
  }
  return { run, toggle: () => run(!running), running: () => running };
}

/** The median of the last frames' milliseconds, for those who ask. */
export function stopwatch(el) {
  const times = [];
  return (start) => {
    times.push(performance.now() - start);
    if (times.length < 31) return;
    const sorted = times.splice(0).sort((a, b) => a - b);
    el.dataset.frame = sorted[15].toFixed(2);
  };
}

/** A box to tick, with its name. */
export function tick(parent, name, change) {
  const label = html("label", { class: "nn-pg-tick" }, parent);
  const box = html("input", { type: "checkbox" }, label);
  label.append(` ${name}`);
  box.addEventListener("change", change);
  return box;
}

/** How much training one epoch is, and what the labels are, in a sentence. */
export function describeTask(simulation) {
  const { sets, batches, state, end } = simulation;
  const n = sets.train.n;
  if (n === 0) return "There are no points yet: choose a pen and draw some into the plane.";
  const updates = `${n} training points in batches of ${Math.min(n, state.batch)}: `
    + `${batches} update${batches === 1 ? "" : "s"} in an epoch.`;
  const name = end.loss.replaceAll("_", " ").replace("crossentropy", "cross-entropy");
  return `${updates} Output unit: ${end.activation}; loss: ${name}.`;
}
