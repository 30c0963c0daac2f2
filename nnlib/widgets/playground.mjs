// The playground: the picture of a simulation, and what a reader does to it.
import { button, calm, fmt, freshId, home, html, narrator } from "./kit.mjs";
import { lossCurves, palette } from "./playground_draw.mjs";
import {
  clock, DATA_NAMES, dataTiles, describeTask, drawer, linkDrawer, pasteDrawer,
  readouts, stopwatch, tick,
} from "./playground_parts.mjs";
import { drawingPlane, planeKey } from "./playground_plane.mjs";
import { networkStage, unitName } from "./playground_stage.mjs";
import { PLAYGROUND_CHOICES, readLink, writeLink } from "./playground_state.mjs";
import { keeper } from "./playground_traits.mjs";
import { updatePanel } from "./playground_update.mjs";

const UPRIGHT = 600; // narrower than this, the layers are rows
const SEEDS = 1_000_000;
const PREDICT = "Predict: will the next update make it larger or smaller? Then press Update.";
const HOW = "Solid blue edges are positive weights, dashed orange ones negative. "
  + "Choose an edge, a unit or its bias (the dot) to see its numbers below.";

class PlaygroundView {
  constructor(model, el) {
    Object.assign(this, { model, el, group: freshId() });
    [this.chosen, this.looked, this.frames, this.published] = [null, null, 0, 0];
    this.colors = palette(el);
    this.keep = keeper(model, (changes) => this.changed(changes));
    this.sim = this.keep.simulation;
    this.watch = stopwatch(el);
    this.time = clock(() => this.frame(), (on) => this.showTime(on));
    this.makeBar();
    this.makeBody();
    this.makeTools();
    this.say = narrator(el);
    this.changed({});
    this.listen();
    requestAnimationFrame(() => this.recolor());
    this.openLink();
  }

  // --- the parts, from top to bottom --------------------------------------

  makeBar() {
    const bar = html("div", { class: "nn-pg-bar" }, this.el);
    const buttons = html("div", { class: "nn-buttons" }, bar);
    this.play = button(buttons, "▶ Train", () => this.time.toggle());
    this.play.classList.add("nn-pg-play");
    const press = (name, title, act) => {
      const made = button(buttons, name, () => { this.time.run(false); act(); });
      made.title = title;
      return made;
    };
    press("Epoch", "one pass over the training points", () => this.stepped(() =>
      this.sim.epoch(this.watched())));
    press("Update", "one mini-batch", () => this.stepped(() =>
      this.sim.update(this.watched())));
    this.restart = press("Restart", "back to the first weights", () => {
      if (!this.atStart()) this.again();
    });
    this.numbers = readouts(bar);
    this.notice = html("p", { class: "nn-pg-notice", role: "status" }, this.el);
  }

  makeBody() {
    this.tiles = dataTiles(this.el, this.group, (data) => {
      this.time.run(false);
      this.keep.set({ data });
    });
    const body = html("div", { class: "nn-pg-body" }, this.el);
    this.left = html("div", { class: "nn-pg-left" }, body);
    this.stage = networkStage(this.left, this.stageHandlers());
    html("p", { class: "nn-pg-caption" }, this.left, HOW);
    const side = html("div", { class: "nn-pg-side" }, body);
    this.plane = drawingPlane(side, (points) => this.keep.set({ points }));
    this.caption = html("p", { class: "nn-pg-caption" }, side);
    this.key = planeKey(side);
    const ticks = html("div", { class: "nn-pg-ticks" }, side);
    this.hard = tick(ticks, "discretize", () => this.paint());
    this.tested = tick(ticks, "show test points", () => this.paint());
    this.curves = lossCurves(side);
    this.rule = updatePanel(this.el, {
      choose: (parameter) => this.choose(parameter), edit: (value) => this.edit(value),
    });
  }

  stageHandlers() {
    const hidden = () => this.sim.state.hidden;
    return {
      feature: (name, on) => this.setFeature(name, on),
      layers: (n) => this.keep.set({ hidden: [...hidden(), 2, 2, 2, 2, 2, 2].slice(0, n) }),
      units: (l, n) => this.keep.set({ hidden: hidden().map((m, k) => (k === l ? n : m)) }),
      choose: (parameter) => this.choose(parameter),
      look: (unit) => {
        this.looked = unit;
        if (!this.time.running()) this.paint();
      },
    };
  }

  makeTools() {
    const tools = html("div", { class: "nn-buttons" }, this.el);
    const drawers = html("div", {}, this.el);
    button(tools, "New weights", () => {
      this.time.run(false);
      this.keep.set({ start: (this.sim.state.start + 1) % SEEDS });
    });
    button(tools, "New points", () => this.keep.set({ seed: (this.sim.state.seed + 1) % SEEDS }));
    this.share = drawer(tools, drawers, "Link to this state", (box) =>
      linkDrawer(box, writeLink(this.sim.snapshot(), this.model.get("name"))));
    drawer(tools, drawers, "Paste points", (box) => pasteDrawer(box, (points, kind) => {
      this.time.run(false);
      this.keep.set({ data: "yours", points, kind });
    }));
  }

  /** Theme, width and address may change; `close` ends the listening. */
  listen() {
    this.theme = new MutationObserver(() => this.recolor());
    [document.documentElement, document.body].forEach((root) => this.theme.observe(root, {
      attributes: true, attributeFilter: ["data-theme", "data-jp-theme-light"],
    }));
    this.sized = new ResizeObserver(() => this.paintSoon());
    this.sized.observe(this.el);
    this.onHash = () => this.openLink();
    globalThis.addEventListener("hashchange", this.onHash);
  }

  close() {
    this.time.run(false);
    this.theme.disconnect();
    this.sized.disconnect();
    this.say.stop();
    this.keep.stop();
    globalThis.removeEventListener("hashchange", this.onHash);
  }

  // --- what the reader does -----------------------------------------------

  setFeature(name, on) {
    const features = PLAYGROUND_CHOICES.features.filter((each) =>
      (each === name ? on : this.sim.state.features.includes(each)));
    if (features.length) this.keep.set({ features });
    else {
      this.stage.features[name].box.checked = true;
      this.notify("A network needs at least one feature.");
    }
  }

  /** Choose a parameter; `from` undefined keeps the source if it can. */
  choose({ layer, to, from }) {
    const kept = this.chosen?.layer === layer ? this.chosen.from : 0;
    this.chosen = { layer, to, from: from === undefined ? kept : from };
    this.paint();
  }

  edit(value) {
    this.sim.setParameter(this.watched(), value);
    this.keep.publish();
    this.paint();
  }

  stepped(act) {
    act();
    this.keep.publish();
    this.paint();
    this.narrate();
  }

  again() {
    this.sim.change({ weights: [], epoch: 0 });
    this.keep.publish();
    this.changed({});
  }

  atStart() {
    const { batch, state } = this.sim;
    return batch === 0 && state.epoch === 0 && this.sim.snapshot().weights.length === 0
      && !this.sim.overflowed;
  }

  /** The place of the chosen parameter among all. */
  watched() {
    const { layer, from, to } = this.chosen;
    return this.sim.network.place(layer, from, to);
  }

  notify(text, wrong = true) {
    this.notice.textContent = text;
    this.notice.classList.toggle("nn-pg-wrong", wrong);
  }

  /** Open the state of the page's address, if there is one for this view. */
  openLink() {
    const found = readLink(globalThis.location.hash, this.model.get("name"));
    if (!found) return;
    this.time.run(false);
    this.keep.set({ ...found.state });
    const whole = found.problems.length === 0;
    this.notify(whole ? "This is the state that the link holds."
      : `The link was not whole: ${found.problems.join("; ")}.`, !whole);
    setTimeout(() => (this.el.closest(".nn-playground-box") ?? this.el).scrollIntoView(), 100);
  }

  // --- what changes -------------------------------------------------------

  /** After a change of the state: what fits no longer is chosen anew. */
  changed(changes) {
    this.chooseAgain(this.sim.network.sizes);
    if (["data", "points", "kind"].some((field) => field in changes)) this.paintTiles();
    const moved = (field) => field !== "weights" && field !== "epoch";
    if (Object.keys(changes).some(moved)) this.share(false);
    this.notify("");
    this.paintSoon();
    this.narrate();
  }

  /** The output stays chosen; another unit, if it is still there. */
  chooseAgain(sizes) {
    const { chosen } = this;
    const last = sizes.length - 2;
    const output = chosen !== null && chosen.layer === this.depth;
    const layer = output ? last : chosen?.layer;
    const fits = chosen && (output || layer < last)
      && chosen.to < sizes[layer + 1] && (chosen.from ?? 0) < sizes[layer];
    this.chosen = fits ? { ...chosen, layer } : { layer: last, to: 0, from: 0 };
    [this.depth, this.looked] = [last, null];
  }

  showTime(on) {
    this.play.textContent = on ? "❚❚ Pause" : "▶ Train";
    if (on) return;
    this.stepped(() => {});
  }

  /** One picture of a running training: an epoch, or some for the calm. */
  frame() {
    const start = performance.now();
    do this.sim.epoch(this.watched());
    while (calm() && performance.now() - start < 60);
    this.frames += 1;
    this.paint(this.frames % 12 !== 0 && !calm());
    if (start - this.published > 1000) {
      this.keep.publish();
      this.published = start;
    }
    this.stopIfLost();
    this.watch(start);
  }

  stopIfLost() {
    if (this.sim.sets.train.n === 0) this.time.run(false);
    if (!this.sim.overflowed) return;
    this.time.run(false);
    this.notify("The weights have grown beyond all bounds: the steps are too large. "
      + "Choose a smaller rate and press Restart.");
  }

  // --- the picture --------------------------------------------------------

  paintSoon() {
    cancelAnimationFrame(this.soon);
    this.soon = requestAnimationFrame(() => this.paint());
  }

  /** The whole picture; while it runs, `quick` leaves slow texts as they are. */
  paint(quick = false) {
    const { network, state, history } = this.sim;
    const width = this.left.clientWidth || 420;
    this.stage.fit(network, state, width, this.el.clientWidth < UPRIGHT);
    const maps = this.sim.maps();
    this.stage.paint(network, maps, this.colors);
    this.paintPlane(maps);
    this.numbers(state.epoch, this.sim.losses());
    this.curves(history);
    this.stage.mark(this.chosen);
    this.rule.show(this.chosen, network, state.features);
    if (!quick) this.paintTexts();
  }

  paintPlane(maps) {
    const { sizes, activations } = this.sim.network;
    const { layer, to } = this.looked ?? this.chosen;
    const output = layer === sizes.length - 2;
    const name = activations[layer];
    const options = {
      hard: this.hard.checked, bits: name === "sigmoid", signs: name === "identity",
    };
    const shares = output && this.sim.task === "three";
    this.plane.paintHeat(maps[layer], sizes[layer + 1], shares ? null : to, this.colors, options);
    const what = output ? "the network" : unitName(sizes, layer, to);
    const told = `Output of ${what}; x₁ and x₂ from −6 to 6`;
    if (this.caption.textContent !== told) this.caption.textContent = told;
    this.plane.paintPoints(this.sim, this.tested.checked, this.colors);
  }

  paintTexts() {
    const { sim } = this;
    const record = sim.record?.index === this.watched() ? sim.record : null;
    this.rule.paint(
      sim.network.params[this.watched()], record, PREDICT, sim.state.regularization);
    this.restart.setAttribute("aria-disabled", String(this.atStart()));
    this.plane.say(`${this.caption.textContent}. Data: ${DATA_NAMES[sim.state.data]}.`);
  }

  paintTiles() {
    this.tiles.paint(this.sim.state, this.colors);
    this.tiles.check(this.sim.state.data);
    this.plane.equip(this.sim.state, this.group);
    this.key(this.sim.task);
  }

  recolor() {
    this.colors = palette(this.el);
    this.stage.paintFeatures((name) => this.sim.featureMap(name), this.colors);
    this.paintTiles();
    this.paint();
  }

  narrate() {
    const { train, test } = this.sim.losses();
    const told = [["training", train], ["test", test]]
      .filter(([, { loss }]) => loss !== null)
      .map(([set, { loss, right }]) => `${set} loss ${fmt(loss, 3)}`
        + (right === null ? "" : ` (${fmt(100 * right, 1)} % right)`));
    const where = [`Epoch ${this.sim.state.epoch}`, told.join(", ")].filter(Boolean).join(": ");
    this.say(`${where}. ${describeTask(this.sim)}`);
  }
}

function render({ model, el }) {
  home(el, "nn-playground");
  const view = new PlaygroundView(model, el);
  return () => view.close();
}

export default { render };
