// Brings the stored widgets of a static page to life, without a kernel.
// Knows ipywidgets 8 (base and controls) and anywidget; nothing else is loaded.
import * as base from "@jupyter-widgets/base";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import * as controls from "@jupyter-widgets/controls";
import { Widget } from "@lumino/widgets";
import anywidget from "anywidget-amd";
import { family, storedModels } from "./widgets-models.mjs";
import "@jupyter-widgets/controls/css/labvariables.css";
import "@jupyter-widgets/controls/css/widgets-base.css";
import "@lumino/widgets/style/index.css";

const VIEW = 'script[type="application/vnd.jupyter.widget-view+json"]';

// anywidget's remark after two seconds; the view still comes
const SLOW = /\[anywidget\] Failed to initialize model/;
window.addEventListener("unhandledrejection", (event) => {
  if (SLOW.test(event.reason?.message)) event.preventDefault();
});

const { AnyModel, AnyView } = anywidget(base);
const anyViews = new Set();

// remembers where the views are, for `drawn`
class WatchedAnyView extends AnyView {
  render() {
    anyViews.add(this.el);
    return super.render();
  }
}

// a slider over a list of words: its readout takes no typing, and what is read
// aloud is the word, not its place in the list
class SelectionSliderView extends controls.SelectionSliderView {
  updateReadout(index) {
    super.updateReadout(index);
    this.readout.contentEditable = "false";
    const handle = this.$slider.querySelector(".noUi-handle");
    handle?.setAttribute("aria-valuetext", this.readout.textContent);
  }
}

const modules = {
  "@jupyter-widgets/base": base,
  "@jupyter-widgets/controls": { ...controls, SelectionSliderView },
  anywidget: { AnyModel, AnyView: WatchedAnyView },
};

class Manager extends ManagerBase {
  async loadClass(name, module) {
    const found = modules[module]?.[name];
    if (found) return found;
    throw new Error(`${module} has no ${name} in the book's widget bundle`);
  }

  // no kernel: a channel that swallows everything
  async _create_comm() {
    const ignore = () => {};
    return {
      on_close: ignore,
      on_msg: ignore,
      close: ignore,
      send: ignore,
      open: ignore,
    };
  }

  async _get_comm_info() {
    return {};
  }
}

// ipywidgets typesets its labels through MathJax 2's Hub; the page has MathJax 3
function bridgeMathJax() {
  const mathjax = window.MathJax;
  if (!mathjax?.startup || mathjax.Hub) return;
  mathjax.Hub = {
    Queue([, , element]) {
      mathjax.startup.promise = mathjax.startup.promise.then(() =>
        mathjax.typesetPromise([element]),
      );
    },
  };
}

// Slider handles and number readouts come without accessible names: both get
// the label of their slider, now and whenever a view adds more of them.
function nameSliders(host) {
  const name = () => {
    for (const slider of host.querySelectorAll(".widget-slider")) {
      const label =
        slider.querySelector(".widget-label")?.textContent.trim() || "value";
      for (const handle of slider.querySelectorAll(".noUi-handle")) {
        setOnce(handle, "aria-label", label);
      }
      const readout = slider.querySelector(".widget-readout");
      if (readout?.isContentEditable) {
        setOnce(readout, "role", "textbox");
        setOnce(readout, "aria-label", `${label}, as a number`);
      }
    }
  };
  new MutationObserver(name).observe(host, { childList: true, subtree: true });
  name();
}

function setOnce(element, attribute, value) {
  if (element.getAttribute(attribute) !== value) {
    element.setAttribute(attribute, value);
  }
}

// The reader has no console open: say it in the page as well.
function report(host, error) {
  console.error(error);
  const note = document.createElement("p");
  note.className = "widget-error";
  note.setAttribute("role", "alert");
  note.textContent =
    "This interactive figure could not be started in your browser. " +
    `The text does not depend on it. (${error?.message ?? error})`;
  host.replaceChildren(note);
}

// anywidget runs a view's own code later, and leaves its errors unhandled. As
// views are made one by one, an error that comes until this one is drawn is
// its own.
function drawn(host) {
  const mine = [...anyViews].filter((element) => host.contains(element));
  const patience = Date.now() + 5000;
  return new Promise((done, fail) => {
    const failed = ({ reason }) => {
      if (!SLOW.test(reason?.message)) fail(reason);
    };
    window.addEventListener("unhandledrejection", failed);
    const look = () => {
      const ready = mine.every((element) => element.hasChildNodes());
      if (ready || Date.now() > patience) setTimeout(done);
      else setTimeout(look, 10);
    };
    look();
  });
}

const VERSION = { version_major: 2, version_minor: 0 };
const managers = new Map(); // by the id of each model they hold

/** The manager of a model; its whole family comes to life with it. */
async function managerOf(stored, id) {
  const { models } = stored;
  if (!(id in models)) throw new Error(`no stored state for the widget ${id}`);
  if (managers.has(id)) return managers.get(id);
  const names = family(stored, id);
  const manager = new Manager();
  for (const name of names) managers.set(name, manager);
  const state = Object.fromEntries(names.map((name) => [name, models[name]]));
  const detail = await manager.set_state({ ...VERSION, state });
  // before any view is made: the reader's earlier answers can still come in
  document.dispatchEvent(new CustomEvent("book:widgets", { detail }));
  return manager;
}

async function show(script, stored, host) {
  const id = JSON.parse(script.textContent).model_id;
  const manager = await managerOf(stored, id);
  const view = await manager.create_view(await manager.get_model(id));
  Widget.attach(view.luminoWidget, host);
  await complete(view);
  await drawn(host);
}

// a box makes the views of what it holds on its own time
async function complete(view) {
  const inner = await Promise.all(view.children_views?.views ?? []);
  await Promise.all(inner.map(complete));
}

// A view is made when the reader comes near it; the others follow one by one,
// when nothing else is to be done, once there is a sign of a reader: until
// then a page has little to load and to do.
const SIGNS = ["pointermove", "pointerdown", "keydown", "wheel", "touchstart"];
const waiting = new Map(); // the scripts of the views not yet made, by host
const near = new Set();
let someone = false;
let busy = false;

const rest = () =>
  new Promise((next) => {
    if (near.size || !window.requestIdleCallback) setTimeout(next);
    else requestIdleCallback(next, { timeout: 200 });
  });

async function work(stored) {
  if (busy) return;
  busy = true;
  for (;;) {
    const host = [...near][0] ?? (someone ? [...waiting.keys()][0] : undefined);
    if (!host) break;
    const script = waiting.get(host);
    near.delete(host);
    waiting.delete(host);
    await show(script, stored, host).catch((error) => report(host, error));
    await rest(); // one view at a time: the page keeps answering in between
  }
  busy = false;
  if (!waiting.size) document.documentElement.dataset.widgets = "ready";
}

function watch(stored) {
  const eye = new IntersectionObserver(
    (seen) => {
      for (const { target, isIntersecting } of seen) {
        if (isIntersecting && waiting.has(target)) near.add(target);
      }
      work(stored);
    },
    { rootMargin: "50% 0px" },
  );
  for (const host of waiting.keys()) eye.observe(host);
  const greet = () => {
    for (const sign of SIGNS) window.removeEventListener(sign, greet);
    someone = true;
    work(stored);
  };
  const options = { passive: true };
  for (const sign of SIGNS) window.addEventListener(sign, greet, options);
  if (document.documentElement.dataset.reader === "here") greet();
}

function main() {
  bridgeMathJax();
  for (const script of document.querySelectorAll(VIEW)) {
    const host = document.createElement("div");
    host.className = "widget-subarea";
    script.before(host);
    nameSliders(host);
    waiting.set(host, script);
  }
  try {
    watch(storedModels());
  } catch (error) {
    for (const host of waiting.keys()) report(host, error);
  }
}

// where the page names this script itself, deferred scripts, MathJax among
// them, have run when the event comes; views.js adds the script after it
if (document.currentScript?.defer) {
  document.addEventListener("DOMContentLoaded", main);
} else main();
