// The self-check questions of a chapter: ordinary form fields, and an
// explanation for every answer.
import { assign, button, freshId, home, html } from "../../nnlib/widgets/kit.mjs";

// --- judging (pure) -------------------------------------------------------

/** The number a reader typed: "−1", "0,5" and "1/2" are numbers too. */
export function parseNumber(text) {
  const plain = text.trim().replace("\u2212", "-").replace(",", ".");
  const fraction = plain.match(/^([^/]+)\/([^/]+)$/);
  if (fraction) return parseNumber(fraction[1]) / parseNumber(fraction[2]);
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}

const close = (a, b, tolerance) => Math.abs(a - b) <= tolerance + 1e-12;

/** One answer's verdict: right or not, and what to say, piece by piece. */
const said = (right, ...notes) => ({ right, notes: notes.filter(Boolean) });

function judgeChoice({ options }, [chosen]) {
  if (chosen === undefined) return said(null, "Choose an answer first.");
  const option = options[chosen];
  return said(option.correct, { mark: option.correct, of: option.text, because: option.because });
}

function judgeSeveral({ options }, chosen) {
  if (chosen.length === 0) return said(null, "Choose at least one answer.");
  const missing = options.filter((o, i) => o.correct && !chosen.includes(i)).length;
  const right = missing === 0 && chosen.every((i) => options[i].correct);
  const told = right ? options.map((_, i) => i) : chosen;
  const notes = told.map((i) => {
    const { text, correct, because } = options[i];
    return { mark: correct === chosen.includes(i), of: text, because };
  });
  const more = missing > 0 ? `Not complete: ${missing} more to find.` : null;
  return said(right, ...notes, more);
}

function judgeNumber({ answer, tolerance, because, hint, mistakes }, text) {
  if (text.trim() === "") return said(null, "Type a number first.");
  const value = parseNumber(text);
  if (!Number.isFinite(value)) {
    return said(null, `“${text.trim()}” is not a number. Write for example 0.5, −2 or 1/4.`);
  }
  if (close(value, answer, tolerance)) return said(true, { mark: true, because });
  const known = mistakes.find((m) => close(value, m.answer, tolerance));
  return said(false, { mark: false, because: known ? known.because : hint });
}

function judgeOrder({ because, hint }, order) {
  const right = order.every((step, place) => step === place);
  if (right) return said(true, { mark: true, because });
  let first = 0;
  while (order[first] === first) first++;
  const start = first === 0 ? "The first step is not the right one yet."
    : `The first ${first === 1 ? "step is" : `${first} steps are`} right; look at what follows.`;
  return said(false, start, { mark: false, because: hint });
}

const JUDGES = {
  "choose-one": judgeChoice, several: judgeSeveral, number: judgeNumber, order: judgeOrder,
};

/** The verdict on `answer`: {right: true, false or null (no answer), notes}. */
export const judge = (question, answer) => JUDGES[question.kind](question, answer);

/** The score line. */
export function score(results, total) {
  const done = Object.values(results);
  const right = done.filter((r) => r.right).length;
  const first = done.filter((r) => r.right && r.tries === 1).length;
  const tail = right > 0 ? `, ${first} at the first try` : "";
  return `${right} of ${total} right${tail}.`;
}

/** The list with one entry moved by one place. */
export function moved(list, from, by) {
  const to = from + by;
  if (to < 0 || to >= list.length) return list;
  const next = [...list];
  [next[from], next[to]] = [next[to], next[from]];
  return next;
}

// --- text -----------------------------------------------------------------

const TAGS = { code: "code", stress: "em" };
let mathJax = null;

/** The pieces of a text; formulas start in their plain form. */
function write(parent, pieces) {
  for (const { kind, text, plain } of pieces) {
    if (kind === "math") html("span", { class: "nn-math mathjax_process", "data-tex": text }, parent, plain);
    else if (TAGS[kind]) html(TAGS[kind], {}, parent, text);
    else parent.append(text);
  }
}

/** MathJax 3 of the page, when it has loaded; null if the page has none. */
function findMathJax() {
  const ready = async () => {
    if (!window.MathJax) return null;
    if (!window.MathJax.typesetPromise && document.readyState !== "complete") {
      await new Promise((done) => { window.addEventListener("load", done, { once: true }); });
    }
    await window.MathJax.startup?.promise;
    return window.MathJax.typesetPromise ? window.MathJax : null;
  };
  mathJax ??= ready();
  return mathJax;
}

/** Let MathJax draw the formulas below `el`, where the page has it. */
async function typeset(el) {
  const found = await findMathJax();
  const spans = [...el.querySelectorAll(".nn-math[data-tex]")];
  if (!found || spans.length === 0) return;
  for (const span of spans) {
    span.textContent = `\\(${span.dataset.tex}\\)`;
    span.removeAttribute("data-tex");
  }
  found.startup.promise = found.startup.promise.then(() => found.typesetPromise(spans));
  await found.startup.promise;
}

// --- the fields of each kind: {answer(), lock(), clear()} -----------------

function choiceField(el, { options, kind }, changed) {
  const [type, name] = [kind === "several" ? "checkbox" : "radio", freshId()];
  const inputs = options.map((option) => {
    const label = html("label", { class: "nn-option" }, el);
    const input = html("input", { type, name }, label);
    write(html("span", {}, label), option.text);
    input.addEventListener("change", changed);
    return input;
  });
  return {
    answer: () => inputs.flatMap((input, i) => (input.checked ? [i] : [])),
    clear: () => inputs.forEach((input) => { input.checked = false; }),
  };
}

function numberField(el, _, changed, submit) {
  const label = html("label", { class: "nn-number" }, el, "Your answer: ");
  const input = html("input", {
    type: "text", inputmode: "decimal", autocomplete: "off", size: 10,
  }, label);
  input.addEventListener("input", changed);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); submit(); }
  });
  return { answer: () => input.value, clear: () => { input.value = ""; } };
}

function orderField(el, { steps, shown }, changed) {
  const list = html("ol", { class: "nn-order" }, el);
  let order = [...shown];
  const rows = steps.map((step, i) => {
    const row = html("li", {});
    const name = step.map((piece) => piece.plain).join("");
    const up = button(row, "", () => move(i, -1, up, down));
    const down = button(row, "", () => move(i, 1, down, up));
    [[up, "up"], [down, "down"]].forEach(([made, way]) => {
      made.classList.add(`nn-${way}`); // the style sheet draws the arrow
      made.setAttribute("aria-label", `Move ${way}: ${name}`);
    });
    write(html("span", {}, row), step);
    return { row, up, down };
  });
  function show() {
    list.append(...order.map((i) => rows[i].row));
    order.forEach((i, place) => {
      rows[i].up.disabled = place === 0;
      rows[i].down.disabled = place === order.length - 1;
    });
  }
  function move(i, by, pressed, other) {
    order = moved(order, order.indexOf(i), by);
    show();
    (pressed.disabled ? other : pressed).focus();
    changed();
  }
  show();
  return { answer: () => order, clear: () => { order = [...shown]; show(); } };
}

const FIELDS = {
  "choose-one": choiceField, several: choiceField, number: numberField, order: orderField,
};

// --- the view -------------------------------------------------------------

const SIGN = { true: ["✓", "nn-right", "Right. "], false: ["✗", "nn-wrong", "Not so. "] };

function explain(box, { right, notes }) {
  box.replaceChildren();
  const partly = right === false && notes.every((note) => note.mark ?? true);
  const verdict = right === null ? "" : SIGN[right][1];
  box.className = `nn-feedback ${partly ? "nn-partly" : verdict}`;
  for (const note of notes) {
    const p = html("p", {}, box);
    if (typeof note === "string") { p.textContent = note; continue; }
    html("span", { class: "nn-sign", "aria-hidden": "true" }, p, `${SIGN[note.mark][0]} `);
    html("strong", {}, p, SIGN[note.mark][2]);
    if (note.of) {
      write(html("q", {}, p), note.of);
      p.append(": ");
    }
    write(p, note.because);
  }
}

function ask(form, question, number, total, record) {
  const field = html("fieldset", { class: "nn-question" }, form);
  const legend = html("legend", {}, field);
  html("span", { class: "nn-number-of" }, legend, `Question ${number} of ${total}. `);
  write(legend, question.question);
  const feedback = html("div", { role: "status" });
  const forget = () => explain(feedback, { right: null, notes: [] });
  const check = () => {
    const verdict = judge(question, controls.answer());
    explain(feedback, verdict);
    typeset(feedback);
    if (verdict.right !== null) record(question.id, verdict.right);
  };
  const controls = FIELDS[question.kind](field, question, forget, check);
  button(html("div", { class: "nn-buttons" }, field), "Check", check)
    .setAttribute("aria-label", `Check question ${number}`);
  field.append(feedback);
  forget();
  return () => { controls.clear(); forget(); };
}

function render({ model, el }) {
  home(el, "nn-quiz");
  const questions = model.get("_questions");
  const form = html("form", {}, el);
  form.addEventListener("submit", (event) => event.preventDefault());
  const record = (id, right) => {
    const results = model.get("results");
    const tries = results[id]?.right ? results[id].tries : (results[id]?.tries ?? 0) + 1;
    assign(model, { results: { ...results, [id]: { tries, right } } });
  };
  const resets = questions.map((question, i) =>
    ask(form, question, i + 1, questions.length, record));
  const foot = html("div", { class: "nn-foot" }, form);
  const line = html("p", { role: "status" }, foot);
  button(foot, "Start again", () => {
    resets.forEach((reset) => reset());
    assign(model, { results: {} });
    form.querySelector("input, button").focus();
  });
  const paint = () => {
    line.textContent = score(model.get("results"), questions.length);
  };
  model.on("change:results", paint);
  paint();
  typeset(el);
  return () => model.off("change:results", paint);
}

export default { render };
