// Backpropagation on a small network, one edge at a time.
import {
  assign, button, calm, drawing, fmt, home, html, label, legend, narrator,
  repaintOn,
} from "./kit.mjs";
import { passEnd, routes } from "./backprop_graph.mjs";
import { judgeAnswer, parsed } from "./backprop_answers.mjs";
import { drawGraph, GRAPH_WIDTH } from "./backprop_picture.mjs";
import {
  calculation, chainLines, describe, question, stateAt, table,
} from "./backprop_words.mjs";

const LIMITS = { input: [-3, 3], weight: [-3, 3], target: [0, 1] };
const PACE = 1200; // milliseconds from one step to the next

// --- words and controls ---------------------------------------------------

/** The last step, written out, and below it the whole chain rule. */
function blackboard(el) {
  const lines = html("div", { class: "nn-calculation" }, el);
  return (net, state, picked) => {
    const last = state.steps[state.done - 1];
    const text = picked ? [] : calculation(net, state);
    const name = picked || (last?.pass === "backward" ? last.from : null);
    const chained = name ? chainLines(net, state, name) : [];
    if (chained.length > 0) text.push("The whole chain:", ...chained);
    if (picked && chained.length === 0) {
      const all = routes(net, picked);
      text.push(`${all.length === 1 ? "One route leads" : `${all.length} routes lead`} `
        + "from here to E. Their numbers appear as the backward pass arrives.");
    }
    lines.replaceChildren(...text.map((t) => {
      const p = document.createElement("p");
      p.textContent = t.replaceAll("·", "·\u200b"); // may end a line there
      return p;
    }));
  };
}

/** The next number as a question, a field for the answer, and the score. */
function quizForm(el, answer) {
  const form = html("form", { class: "nn-ask", novalidate: "" }, el);
  const asked = html("label", {}, form);
  const words = html("span", {}, asked);
  const field = html("input", {
    type: "text", inputmode: "decimal", autocomplete: "off", size: 10, placeholder: "your number",
  }, asked);
  const check = html("button", { type: "submit", class: "nn-button" }, form, "Check");
  const verdict = html("p", { class: "nn-verdict", role: "status" }, el);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (check.getAttribute("aria-disabled") === "true") {
      verdict.textContent = "The calculation is complete. Press Back or Reset to go on.";
      return;
    }
    const number = parsed(field.value);
    if (Number.isNaN(number)) {
      verdict.textContent = `${field.value.trim() ? `“${field.value}” is no number` : "Type a number"}`
        + ", for example −0.0096. Two per cent off still counts.";
      return;
    }
    field.value = "";
    answer(number, (text) => { verdict.textContent = text; });
  });
  return {
    clear: () => { verdict.textContent = ""; field.value = ""; },
    paint: (text) => {
      words.textContent = text || "Nothing is left to ask.";
      check.setAttribute("aria-disabled", String(text === ""));
    },
  };
}

/** Sliders for every number that was put in. */
function numbersPanel(el, change) {
  const panel = html("details", { class: "nn-numbers", open: "" }, el);
  html("summary", {}, panel, "Inputs, weights and targets");
  const grid = html("div", { class: "nn-sliders" }, panel);
  let rows = [];
  return {
    build(net) {
      grid.replaceChildren();
      rows = net.nodes.filter((n) => n.op === "number").map(({ name, label: text, kind }) => {
        const row = html("label", {}, grid);
        html("span", {}, row, text);
        const [min, max] = LIMITS[kind];
        const field = html("input", { type: "range", min, max, step: 0.05 }, row);
        const out = html("output", {}, row);
        field.addEventListener("input", () => change(name, Number(field.value)));
        return { name, field, out };
      });
    },
    paint(values) {
      for (const { name, field, out } of rows) {
        if (Number(field.value) !== values[name]) field.value = values[name];
        out.textContent = fmt(values[name]);
      }
    },
  };
}

/** Which node's routes are shown: a list beside the picture's boxes. */
function chooser(el, pick) {
  const row = html("label", { class: "nn-pick" }, el);
  html("span", {}, row, "Routes to the loss from");
  const list = html("select", {}, row);
  list.addEventListener("change", () => pick(list.value));
  return {
    build(net) {
      list.replaceChildren();
      html("option", { value: "" }, list, "the last step only");
      net.nodes.filter((n) => n.kind !== "target" && n.name !== "E").forEach((n) =>
        html("option", { value: n.name }, list, n.label));
    },
    paint: (picked) => { list.value = picked; },
  };
}

/** The traits, and what the reader can do with them. */
function control(model) {
  const net = () => model.get("_nets")[model.get("_chosen")];
  const state = () => stateAt(net(), model.get("numbers"), model.get("done"));
  const go = (done) => assign(model, { done, _picked: "" });
  return {
    net, state,
    next: () => { const s = state(); if (s.done < s.most) go(s.done + 1); },
    back: () => go(Math.max(0, state().done - 1)),
    finish: () => go(passEnd(net(), state().done)),
    reset: () => assign(model, { done: 0, right: 0, asked: 0, _picked: "" }),
    pick: (name) => assign(model, { _picked: name === "E" ? "" : name }),
    change: (name, v) => assign(model, { numbers: { ...model.get("numbers"), [name]: v } }),
    restart: () => assign(model, { numbers: {}, done: 0, _picked: "" }),
    answer: (number, tell) => {
      const s = state();
      if (s.done >= s.most) return;
      const { right, text } = judgeAnswer(net(), s, number);
      const [won, all] = [model.get("right") + (right ? 1 : 0), model.get("asked") + 1];
      tell(`${text} Score: ${won} of ${all}.`);
      assign(model, { right: won, asked: all, done: s.done + 1, _picked: "" });
    },
  };
}

/** Play and pause; with little motion wanted, a pass is finished at once. */
function player(act, onChange) {
  let timer = null;
  const over = () => { const s = act.state(); return s.done >= s.most; };
  const halt = () => { clearInterval(timer); timer = null; onChange("Play"); };
  const tick = () => { act.next(); if (over()) halt(); };
  const toggle = () => {
    if (timer !== null) halt();
    else if (over()) return;
    else if (calm()) act.finish();
    else {
      onChange("Pause");
      act.next();
      timer = setInterval(tick, PACE);
    }
  };
  return { halt, toggle };
}

function render({ model, el }) {
  home(el, "nn-backprop-stepper");
  const act = control(model);
  const root = drawing(el, GRAPH_WIDTH, 530);
  legend(el, [["forward", "forward: values"], ["backward", "backward: gradients"]]);
  const panel = html("div", { class: "nn-buttons" }, el);
  const form = quizForm(el, (number, tell) => { play.halt(); act.answer(number, tell); });
  const write = blackboard(el);
  const list = chooser(el, act.pick);
  const numbers = numbersPanel(el, act.change);
  const say = narrator(el);

  const play = player(act, (text) => { run.textContent = text; });
  const press = (name, does) => button(panel, name, () => { play.halt(); form.clear(); does(); });
  const forward = [press("Next", act.next)];
  const back = press("Back", act.back);
  const run = button(panel, "Play", () => { form.clear(); play.toggle(); });
  forward.push(run, press("Finish this pass", act.finish));
  press("Reset", act.reset);
  const enable = (buttons, on) => buttons.forEach((b) => b.setAttribute("aria-disabled", String(!on)));

  let [built, paintGraph] = [null, null];
  function build(net) {
    paintGraph = drawGraph(root, net, act.pick);
    list.build(net);
    numbers.build(net);
    built = net.name;
  }
  function paint() {
    const [net, state, picked] = [act.net(), act.state(), model.get("_picked")];
    if (built !== net.name) build(net);
    paintGraph(state, picked);
    write(net, state, picked);
    form.paint(question(net, state));
    list.paint(picked);
    numbers.paint(state.all);
    enable(forward, state.done < state.most);
    enable([back], state.done > 0);
    const text = describe(net, state);
    label(root, `Graph of a calculation, ${net.name}. ${text} ${table(net, state)}.`);
    say(text);
  }

  const restart = () => { play.halt(); form.clear(); act.restart(); };
  model.on("change:_chosen", restart);
  const names = ["_chosen", "numbers", "done", "_picked", "right", "asked"];
  const undo = repaintOn(model, names, paint);
  return () => { play.halt(); say.stop(); model.off("change:_chosen", restart); undo(); };
}

export default { render };
