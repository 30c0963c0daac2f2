// The playground: the state of the traits, its model, and the picture.
import { assign, button, calm, fmt, freshId, home, html, narrator } from "./kit.mjs";
import { parsePoints } from "./playground_csv.mjs";
import { playgroundPoints } from "./playground_data.mjs";
import { lossCurves, paintThumbnail, palette } from "./playground_draw.mjs";
import { PlaygroundModel } from "./playground_model.mjs";
import { drawingPlane } from "./playground_plane.mjs";
import { networkStage, unitName } from "./playground_stage.mjs";
import {
  PLAYGROUND_CHOICES, PLAYGROUND_DEFAULTS, readLink, taskOf, writeLink,
} from "./playground_state.mjs";
import { updatePanel } from "./playground_update.mjs";

const DATA_NAMES = {
  circle: "circle", xor: "exclusive or", gaussian: "gaussian", spiral: "spiral",
  clouds: "three clouds", arms: "three arms", plane: "plane",
  multi_gaussian: "multi-gaussian", yours: "your own",
};
const LISTED = ["activation", "rate", "optimizer", "loss", "regularization", "strength"];
const FIELDS = Object.keys(PLAYGROUND_DEFAULTS);
const traitOf = (field) => (LISTED.includes(field) ? `_${field}` : field);
const UPRIGHT = 600; // narrower than this, the layers are rows
const CALM = 500; // milliseconds between pictures for those who want rest

// --- traits and state -----------------------------------------------------

/** The traits as a state. */
function stateOf(model) {
  const entries = FIELDS.map((field) => {
    const value = model.get(traitOf(field));
    return [field, LISTED.includes(field) ? PLAYGROUND_CHOICES[field][value] : value];
  });
  return Object.fromEntries(entries);
}

/** Some fields of a state as traits. */
function traitsOf(changes) {
  return Object.fromEntries(Object.entries(changes).map(([field, value]) => [
    traitOf(field),
    LISTED.includes(field) ? PLAYGROUND_CHOICES[field].indexOf(value) : value,
  ]));
}

/** The fields in which two states differ. */
export function differences(before, after) {
  return Object.fromEntries(Object.entries(after).filter(([field, value]) =>
    JSON.stringify(before[field]) !== JSON.stringify(value)));
}

/** Keeps the model of the simulation and the traits of the view alike. */
function keeper(model, onChange) {
  const simulation = new PlaygroundModel(stateOf(model));
  let [known, held] = [stateOf(model), false];

  function follow() {
    if (held) return;
    const now = stateOf(model);
    const changes = differences(known, now);
    if (Object.keys(changes).length === 0) return;
    known = now;
    const { start, data } = changes;
    const rebuilt = simulation.change(changes);
    const anew = rebuilt || start !== undefined || data !== undefined;
    if (anew && !changes.weights) publish();
    onChange(changes);
  }

  /** Set traits as one change. */
  function set(changes) {
    held = true;
    assign(model, traitsOf(changes));
    held = false;
    follow();
  }

  /** Tell the traits where training has come to. */
  function publish() {
    const { weights, epoch } = simulation.snapshot();
    held = true;
    assign(model, { weights, epoch });
    held = false;
    known = stateOf(model);
  }

  FIELDS.forEach((field) => model.on(`change:${traitOf(field)}`, follow));
  const stop = () => FIELDS.forEach((field) => model.off(`change:${traitOf(field)}`, follow));
  return { simulation, set, publish, stop };
}

// --- parts of the picture -------------------------------------------------

/** Data sets to choose from, each with its points. */
function dataTiles(parent, group, choose) {
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
function readouts(parent) {
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
function drawer(buttons, parent, name, fill) {
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

function linkDrawer(el, text) {
  const address = `${globalThis.location.href.split("#")[0]}#${text}`;
  const note = html("p", { role: "status" }, el, "This address holds the whole state, weights and points included.");
  const field = html("textarea", { readonly: "", rows: 3, "aria-label": "link to this state" }, el);
  field.value = address;
  button(el, "Copy", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      document.execCommand("copy"); // pages opened from the disk
    }
    note.textContent = `Copied, ${address.length} letters.`;
  });
}

function pasteDrawer(el, use) {
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
function clock(frame, onChange) {
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
function stopwatch(el) {
  const times = [];
  return (start) => {
    times.push(performance.now() - start);
    if (times.length < 31) return;
    const sorted = times.splice(0).sort((a, b) => a - b);
    el.dataset.frame = sorted[15].toFixed(2);
  };
}

// --- the whole ------------------------------------------------------------

/** The skeleton of the page, from top to bottom. */
function frameOf(el) {
  const bar = html("div", { class: "nn-pg-bar" }, el);
  const buttons = html("div", { class: "nn-buttons" }, bar);
  const numbers = readouts(bar);
  const notice = html("p", { class: "nn-pg-notice", role: "status" }, el);
  const top = html("div", {}, el);
  const body = html("div", { class: "nn-pg-body" }, el);
  const left = html("div", { class: "nn-pg-left" }, body);
  const side = html("div", { class: "nn-pg-side" }, body);
  const bottom = html("div", {}, el);
  const tools = html("div", { class: "nn-buttons" }, el);
  const drawers = html("div", {}, el);
  return { bar, buttons, numbers, notice, top, left, side, bottom, tools, drawers };
}

function tick(parent, name, change) {
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

function render({ model, el }) {
  home(el, "nn-playground");
  const parts = frameOf(el);
  const group = freshId();
  let [chosen, looked, colors] = [null, null, palette(el)];
  const keep = keeper(model, changed);
  const { simulation: sim } = keep;

  const time = clock(frame, (on) => {
    play.textContent = on ? "❚❚ Pause" : "▶ Train";
    play.classList.toggle("nn-pg-running", on);
    if (!on) { keep.publish(); paint(); narrate(); }
  });
  const play = button(parts.buttons, "▶ Train", () => time.toggle());
  play.classList.add("nn-pg-play");
  const still = (act) => () => { time.run(false); act(); keep.publish(); paint(); narrate(); };
  button(parts.buttons, "Epoch", still(() => sim.epoch(watched()))).title = "one pass over the training points";
  button(parts.buttons, "Update", still(() => sim.update(watched()))).title = "one mini-batch";
  const restart = button(parts.buttons, "Restart", () => { if (!atStart()) again(); });
  button(parts.buttons, "New weights", () => {
    time.run(false);
    keep.set({ start: (sim.state.start + 1) % 1000000 });
  });

  const tiles = dataTiles(parts.top, group, (data) => { time.run(false); keep.set({ data }); });
  const stage = networkStage(parts.left, {
    feature: (name, on) => {
      const features = PLAYGROUND_CHOICES.features.filter((each) =>
        (each === name ? on : sim.state.features.includes(each)));
      if (features.length) keep.set({ features });
      else {
        stage.features[name].box.checked = true;
        notify("A network needs at least one feature.");
      }
    },
    layers: (n) => keep.set({ hidden: [...sim.state.hidden, 2, 2, 2, 2, 2, 2].slice(0, n) }),
    units: (l, n) => keep.set({ hidden: sim.state.hidden.map((m, k) => (k === l ? n : m)) }),
    choose,
    look: (unit) => { looked = unit; if (!time.running()) paint(); },
  });
  const plane = drawingPlane(parts.side, (points) => keep.set({ points }));
  const caption = html("p", { class: "nn-pg-caption" }, parts.side);
  const ticks = html("div", { class: "nn-pg-ticks" }, parts.side);
  const hard = tick(ticks, "discretize", () => paint());
  const tested = tick(ticks, "show test points", () => paint());
  const curves = lossCurves(parts.side);
  const rule = updatePanel(parts.bottom, { choose, edit });
  button(parts.tools, "New points", () => keep.set({ seed: (sim.state.seed + 1) % 1000000 }));
  const share = drawer(parts.tools, parts.drawers, "Link to this state", (box) =>
    linkDrawer(box, writeLink(sim.snapshot(), model.get("name"))));
  drawer(parts.tools, parts.drawers, "Paste points", (box) =>
    pasteDrawer(box, (points, kind) => { time.run(false); keep.set({ data: "yours", points, kind }); }));
  const say = narrator(el);

  const atStart = () => sim.batch === 0 && sim.snapshot().weights.length === 0 && sim.state.epoch === 0;
  function again() {
    time.run(false);
    sim.change({ weights: [], epoch: 0 });
    keep.publish();
    changed({});
  }
  const watched = () => sim.network.place(chosen.layer, chosen.from, chosen.to);
  const notify = (text) => { parts.notice.textContent = text; };

  /** Choose a parameter; `from` undefined keeps the source if it can. */
  function choose({ layer, to, from }) {
    const inputs = sim.network.sizes[layer];
    const kept = chosen && chosen.layer === layer ? chosen.from : 0;
    chosen = { layer, to, from: from === undefined ? kept : from };
    if (chosen.from !== null && chosen.from >= inputs) chosen.from = 0;
    paint();
  }

  function edit(value) {
    sim.network.params[watched()] = value;
    sim.record = null;
    keep.publish();
    paint();
  }

  /** After a change of the state: what fits no longer is chosen anew. */
  function changed(changes) {
    const { sizes } = sim.network;
    const fits = chosen && chosen.layer < sizes.length - 1 && chosen.to < sizes[chosen.layer + 1]
      && (chosen.from ?? 0) < sizes[chosen.layer];
    if (!fits) chosen = { layer: sizes.length - 2, to: 0, from: 0 };
    looked = null;
    if ("data" in changes || "points" in changes || "kind" in changes) drawTiles();
    if (Object.keys(changes).some((field) => field !== "weights" && field !== "epoch")) share(false);
    notify("");
    repaintSoon();
    narrate();
  }

  let soon = 0;
  const repaintSoon = () => {
    cancelAnimationFrame(soon);
    soon = requestAnimationFrame(() => paint());
  };

  const drawTiles = () => {
    tiles.paint(sim.state, colors);
    tiles.check(sim.state.data);
    plane.equip(sim.state, group);
  };

  const watch = stopwatch(el);
  let [frames, published] = [0, 0];
  function frame() {
    const start = performance.now();
    do sim.epoch(watched());
    while (calm() && performance.now() - start < 60);
    frames += 1;
    paint(frames % 12 !== 0 && !calm());
    if (start - published > 1000) { keep.publish(); published = start; }
    if (sim.overflowed) {
      time.run(false);
      notify("The weights have grown beyond all bounds: the steps are too large. "
        + "Choose a smaller rate and press Restart.");
    } else if (sim.sets.train.n === 0) time.run(false);
    watch(start);
  }

  /** The whole picture; while it runs, `quick` leaves slow texts as they are. */
  function paint(quick = false) {
    const { network, state } = sim;
    const width = parts.left.clientWidth || 420;
    stage.fit(network, state, width, el.clientWidth < UPRIGHT);
    const maps = sim.maps();
    stage.paint(network, maps, colors);
    paintPlane(maps);
    parts.numbers(state.epoch, sim.losses());
    curves(sim.history);
    stage.mark(chosen);
    rule.show(chosen, network, state.features);
    if (!quick) paintTexts();
  }

  function paintPlane(maps) {
    const { network } = sim;
    const { layer, to } = looked ?? chosen;
    const outputs = layer === network.sizes.length - 2;
    const name = network.activations[layer];
    const options = { hard: hard.checked, bits: name === "sigmoid", signs: name === "identity" };
    const shares = outputs && sim.task === "three";
    plane.paintHeat(maps[layer], network.sizes[layer + 1], shares ? null : to, colors, options);
    const told = outputs ? "output of the network" : `output of ${unitName(network.sizes, layer, to)}`;
    if (caption.textContent !== told) caption.textContent = told;
    const hollow = tested.checked || sim.state.data === "yours";
    const sets = [{ points: hollow ? sim.points.test : [], hollow: true }, { points: sim.points.train }];
    const key = [sim.points, hollow, colors, plane.el.clientWidth];
    if (key.some((v, i) => v !== paintPlane.key?.[i])) {
      paintPlane.key = key;
      plane.paintPoints(sim.state, sets, sim.task, colors);
    }
  }

  function paintTexts() {
    const { state } = sim;
    const record = sim.record?.index === watched() ? sim.record : null;
    rule.paint(sim.network.params[watched()], record,
      "Predict: will the next update make it larger or smaller? Then press Update.", state.regularization);
    restart.setAttribute("aria-disabled", String(atStart()));
    plane.say(`${caption.textContent}, ${DATA_NAMES[state.data]} data.`);
  }

  function narrate() {
    const { train, test } = sim.losses();
    const told = [["training", train], ["test", test]].filter(([, { loss }]) => loss !== null)
      .map(([set, { loss, right }]) => `${set} loss ${fmt(loss, 3)}`
        + (right === null ? "" : ` (${fmt(100 * right, 1)} % right)`));
    say(`Epoch ${sim.state.epoch}${told.length ? `: ${told.join(", ")}` : ""}. ${describeTask(sim)}`);
  }

  /** Open the state of the page's address, if there is one for this view. */
  function openLink() {
    const found = readLink(globalThis.location.hash, model.get("name"));
    if (!found) return;
    keep.set(found.state);
    const wrong = found.problems.length
      ? `The link was not whole: ${found.problems.join("; ")}.` : "This is the state of the link.";
    notify(wrong);
    el.scrollIntoView({ block: "start" });
  }

  function recolor() {
    colors = palette(el);
    for (const [name, { map }] of Object.entries(stage.features)) {
      const values = sim.featureMap(name);
      map.pixels.set(Int32Array.from(values, (v) => colors.unit[Math.round((v + 1) * 127.5)]));
      map.show();
    }
    drawTiles();
    paint();
  }

  changed({});
  const theme = new MutationObserver(recolor);
  [document.documentElement, document.body].forEach((root) => theme.observe(root, {
    attributes: true, attributeFilter: ["data-theme", "data-jp-theme-light"],
  }));
  const sized = new ResizeObserver(repaintSoon);
  sized.observe(el);
  requestAnimationFrame(recolor);
  openLink();
  globalThis.addEventListener("hashchange", openLink);
  return () => {
    time.run(false);
    theme.disconnect();
    sized.disconnect();
    say.stop();
    keep.stop();
    globalThis.removeEventListener("hashchange", openLink);
  };
}

export default { render };
