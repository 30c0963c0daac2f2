// The playground's network: features, units with heat maps, edges to choose.
import { clamp, html, svg } from "./kit.mjs";
import { heatCanvas, paintMap } from "./playground_draw.mjs";
import { PLAYGROUND_CHOICES } from "./playground_state.mjs";

export const FEATURE_NAMES = {
  x1: "x₁", x2: "x₂", x1sq: "x₁²", x2sq: "x₂²", x1x2: "x₁x₂",
  sinx1: "sin x₁", sinx2: "sin x₂",
};
const ALL = PLAYGROUND_CHOICES.features;
const UNIT = 36; // side of a unit's picture, in pixels, if there is room
const TIGHT = 88; // columns nearer than this get upright counters

/** The name of unit j (from 0) of layer l (from 0) in words. */
export function unitName(sizes, l, j) {
  if (l < sizes.length - 2) return `hidden layer ${l + 1}, unit ${j + 1}`;
  return sizes.at(-1) === 1 ? "output" : `output, class ${j}`;
}

/** Middles of features and units, and of the counters, for one width. */
export function stagePlaces(sizes, width, upright) {
  const columns = [ALL.length, ...sizes.slice(1)];
  return upright ? rowsOfUnits(columns, width) : columnsOfUnits(columns, width);
}

function columnsOfUnits(columns, width) {
  const [left, right, pitch] = [66, width - UNIT / 2 - 4, 45];
  const between = (right - left) / (columns.length - 1);
  const side = Math.round(clamp(0.62 * between, 24, UNIT));
  const head = between < TIGHT ? 126 : 82;
  const most = Math.max(...columns);
  const nodes = columns.map((n, c) => Array.from({ length: n }, (_, k) => ({
    x: left + c * between, y: head + (k + (most - n) / 2 + 0.5) * pitch,
  })));
  const heads = columns.slice(1, -1).map((_, c) => ({
    x: left + (c + 1) * between, y: between < TIGHT ? 80 : 58,
  }));
  return { nodes, heads, side, tight: between < TIGHT, height: head + most * pitch + 6 };
}

function rowsOfUnits(columns, width) {
  let y = 78;
  const [nodes, heads] = [[], []];
  columns.forEach((n, c) => {
    const hidden = c > 0 && c < columns.length - 1;
    if (hidden) {
      heads.push({ x: 66, y: y + 46 });
      y += 54;
    }
    if (c > 0) y += hidden ? 40 : 74;
    const step = Math.min(58, (width - 4) / n);
    nodes.push(Array.from({ length: n }, (_, k) => ({
      x: width / 2 + (k - (n - 1) / 2) * step, y,
    })));
    if (c === 0) y += 30;
  });
  return { nodes, heads, side: UNIT, tight: false, height: y + UNIT / 2 + 6 };
}

/** A number with − and +: one stop for the keyboard, its arrows change it. */
export function counter(parent, name, low, high, change) {
  const box = html("div", {
    class: "nn-pg-counter", role: "spinbutton", tabindex: "0",
    "aria-label": name, "aria-valuemin": low, "aria-valuemax": high,
  }, parent);
  const [less, shown, more] = ["−", "", "+"].map((text) =>
    html("span", { "aria-hidden": "true" }, box, text));
  let value = low;
  const to = (next) => {
    const allowed = clamp(next, low, high);
    if (allowed === value) return;
    show(allowed); // at once: the next key counts from here
    change(allowed);
  };
  less.addEventListener("click", () => to(value - 1));
  more.addEventListener("click", () => to(value + 1));
  box.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 }[event.key];
    const end = { Home: low, End: high }[event.key];
    if (by === undefined && end === undefined) return;
    event.preventDefault();
    to(end ?? value + by);
  });
  function show(next) {
    value = next;
    shown.textContent = String(next);
    box.setAttribute("aria-valuenow", String(next));
    less.toggleAttribute("data-off", next === low);
    more.toggleAttribute("data-off", next === high);
  }
  return { box, show };
}

/**
 * The stage. `handlers` are called with what the reader does: feature(name,
 * on), layers(n), units(layer, n), choose({layer, to, from}), look(unit).
 */
export function networkStage(parent, handlers) {
  const el = html("div", { class: "nn-pg-stage" }, parent);
  const lines = svg("svg", { class: "nn-pg-edges", "aria-hidden": "true" }, el);
  const depth = html("div", { class: "nn-pg-depth" }, el);
  const layers = counter(depth, "number of hidden layers", 0, 6, handlers.layers);
  const depthText = html("span", {}, depth);
  const features = featureNodes(el, handlers);
  const group = html("div", { role: "radiogroup", "aria-label": "units" }, el);
  const counters = Array.from({ length: 6 }, (_, l) => {
    const made = counter(el, `units in hidden layer ${l + 1}`, 1, 8, (n) => handlers.units(l, n));
    made.box.classList.add("nn-pg-units");
    return made;
  });
  let [units, edges, ring, places, upright, key] = [[], [], null, null, false, ""];

  function build(sizes, state) {
    group.replaceChildren();
    units = sizes.slice(1).map((n, l) => Array.from({ length: n }, (_, j) =>
      unitNode(group, sizes, l, j, handlers, move)));
    lines.replaceChildren();
    ring = svg("path", { class: "nn-pg-ring" }, lines);
    edges = edgeLines(lines, sizes, handlers);
    layers.show(state.hidden.length);
    depthText.textContent = state.hidden.length === 1 ? "hidden layer" : "hidden layers";
    counters.forEach(({ box, show }, l) => {
      box.hidden = l >= state.hidden.length;
      if (!box.hidden) show(state.hidden[l]);
    });
  }

  /** Arrow keys go from unit to unit as the picture lies. */
  function move(l, j, dx, dy) {
    const [layer, side] = upright ? [dy, dx] : [dx, dy];
    const row = units[clamp(l + layer, 0, units.length - 1)];
    const to = clamp(j + side, 0, row.length - 1);
    handlers.choose({ layer: units.indexOf(row), to, from: null });
    row[to].el.focus();
  }

  function place(sizes, names, width) {
    places = stagePlaces(sizes, width, upright);
    el.style.height = `${places.height}px`;
    el.style.setProperty("--nn-pg-unit", `${places.side}px`);
    el.classList.toggle("nn-pg-tight", places.tight);
    el.classList.toggle("nn-pg-upright", upright);
    lines.setAttribute("viewBox", `0 0 ${width} ${places.height}`);
    const put = (node, { x, y }) => { node.style.left = `${x}px`; node.style.top = `${y}px`; };
    ALL.forEach((name, k) => put(features[name].el, places.nodes[0][k]));
    units.forEach((row, l) => row.forEach((unit, j) => put(unit.el, places.nodes[l + 1][j])));
    places.heads.forEach((spot, l) => put(counters[l].box, spot));
    const from = (l, i) => (l === 0 ? places.nodes[0][ALL.indexOf(names[i])] : places.nodes[l][i]);
    for (const edge of edges) {
      const to = places.nodes[edge.layer + 1][edge.to];
      const d = curve(from(edge.layer, edge.from), to, places.side / 2, upright);
      edge.line.setAttribute("d", d);
      edge.hit.setAttribute("d", d);
    }
  }

  return {
    el,
    features,
    /** Lay out anew if the network or the width has changed. */
    fit(network, state, width, vertical) {
      const now = JSON.stringify([network.sizes, state.features, Math.round(width), vertical]);
      if (now === key) return;
      [key, upright] = [now, vertical];
      build(network.sizes, state);
      place(network.sizes, state.features, width);
      for (const [name, { box }] of Object.entries(features)) {
        box.checked = state.features.includes(name);
      }
    },
    paintFeatures(mapOf, colors) {
      for (const [name, { map }] of Object.entries(features)) {
        paintMap(map, mapOf(name), 1, 0, colors.unit);
      }
    },
    /** Weights as widths and dashes, biases as dots, outputs as maps. */
    paint(network, maps, colors) {
      for (const edge of edges) {
        edge.show(network.params[network.place(edge.layer, edge.from, edge.to)]);
      }
      units.forEach((row, l) => {
        const bits = network.activations[l] === "sigmoid" || network.activations[l] === "softmax";
        row.forEach((unit, j) => {
          paintMap(unit.map, maps[l], row.length, j, colors.unit, { bits });
          unit.bias(network.params[network.place(l, null, j)]);
        });
      });
    },
    mark({ layer, to, from }) {
      units.forEach((row, l) => row.forEach((unit, j) => unit.check(l === layer && j === to)));
      const edge = edges.find((e) => e.layer === layer && e.to === to && e.from === from);
      ring.setAttribute("d", edge ? edge.line.getAttribute("d") : "");
      units[layer][to].el.classList.toggle("nn-pg-bias-chosen", from === null);
    },
  };
}

function featureNodes(el, handlers) {
  const nodes = {};
  for (const name of ALL) {
    const label = html("label", { class: "nn-pg-node nn-pg-feature" }, el);
    const box = html("input", { type: "checkbox", "aria-label": `feature ${FEATURE_NAMES[name]}` }, label);
    const map = heatCanvas(label);
    html("span", { "aria-hidden": "true" }, label, FEATURE_NAMES[name]);
    box.addEventListener("change", () => handlers.feature(name, box.checked));
    nodes[name] = { el: label, box, map };
  }
  return nodes;
}

function unitNode(group, sizes, l, j, handlers, move) {
  const el = html("div", {
    class: "nn-pg-node nn-pg-unit", role: "radio", "aria-checked": "false",
    "aria-label": unitName(sizes, l, j), tabindex: "-1",
  }, group);
  const map = heatCanvas(el);
  const dot = html("span", { class: "nn-pg-bias", "aria-hidden": "true", title: "bias" }, el);
  const choose = (from) => handlers.choose({ layer: l, to: j, from });
  el.addEventListener("click", () => choose(undefined));
  dot.addEventListener("click", (event) => { event.stopPropagation(); choose(null); });
  el.addEventListener("pointerenter", (e) => e.pointerType === "mouse" && handlers.look({ layer: l, to: j }));
  el.addEventListener("pointerleave", () => handlers.look(null));
  el.addEventListener("keydown", (event) => {
    const way = {
      ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0],
    }[event.key];
    if (way) {
      event.preventDefault();
      move(l, j, ...way);
    } else if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      choose(undefined);
    }
  });
  return {
    el, map,
    check(on) {
      el.setAttribute("aria-checked", String(on));
      el.tabIndex = on ? 0 : -1;
      el.classList.remove("nn-pg-bias-chosen");
    },
    bias(b) {
      dot.style.setProperty("--nn-pg-size", `${clamp(5 + 4 * Math.abs(b), 6, 13)}px`);
      dot.classList.toggle("nn-pg-negative", b < 0);
    },
  };
}

function edgeLines(root, sizes, handlers) {
  const [edges, drawn, hits] = [[], svg("g", {}, root), svg("g", {}, root)];
  for (let layer = 0; layer < sizes.length - 1; layer++) {
    for (let from = 0; from < sizes[layer]; from++) {
      for (let to = 0; to < sizes[layer + 1]; to++) {
        const line = svg("path", { class: "nn-pg-edge" }, drawn);
        const hit = svg("path", { class: "nn-pg-hit" }, hits);
        const told = svg("title", {}, hit);
        hit.addEventListener("click", () => handlers.choose({ layer, to, from }));
        hit.addEventListener("pointerenter", () => { told.textContent = `weight ${edges[at].weight.toFixed(3)}`; });
        const at = edges.length;
        edges.push({ layer, from, to, line, hit, weight: 0, show: shower(line, (w) => { edges[at].weight = w; }) });
      }
    }
  }
  return edges;
}

/** Sets an edge's look only where it differs from the last one. */
function shower(line, keep) {
  let look = "";
  return (weight) => {
    keep(weight);
    const size = Math.min(9, 0.8 + 2.4 * Math.abs(weight)).toFixed(1);
    const faint = Math.min(1, 0.35 + 0.65 * Math.abs(weight)).toFixed(2);
    const now = `stroke-width:${size}px;stroke-opacity:${faint}`;
    const sign = weight < 0 ? "nn-pg-edge nn-pg-negative" : "nn-pg-edge";
    if (look === now + sign) return;
    look = now + sign;
    line.setAttribute("style", now);
    line.setAttribute("class", sign);
  };
}

/** From the side of one picture to that of the next, h from their middles. */
function curve(a, b, h, upright) {
  if (upright) {
    const [y0, y1] = [a.y + h, b.y - h];
    const bend = (y0 + y1) / 2;
    return `M${a.x} ${y0}C${a.x} ${bend} ${b.x} ${bend} ${b.x} ${y1}`;
  }
  const [x0, x1] = [a.x + h, b.x - h];
  const bend = (x0 + x1) / 2;
  return `M${x0} ${a.y}C${bend} ${a.y} ${bend} ${b.y} ${x1} ${b.y}`;
}
