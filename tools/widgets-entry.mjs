// Brings the stored widgets of a static page to life, without a kernel.
// Knows ipywidgets 8 (base and controls) and anywidget; nothing else is loaded.
import * as base from "@jupyter-widgets/base";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import * as controls from "@jupyter-widgets/controls";
import { Widget } from "@lumino/widgets";
import anywidget from "anywidget-amd";
import "@jupyter-widgets/controls/css/labvariables.css";
import "@jupyter-widgets/controls/css/widgets-base.css";
import "@lumino/widgets/style/index.css";

const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';
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

async function loadStates() {
  const loaded = [];
  for (const tag of document.querySelectorAll(STATE)) {
    const manager = new Manager();
    await manager.set_state(JSON.parse(tag.textContent));
    loaded.push(manager);
  }
  return loaded;
}

async function show(script, managers, host) {
  const id = JSON.parse(script.textContent).model_id;
  const manager = managers.find((m) => m.has_model(id));
  if (!manager) throw new Error(`no stored state for the widget ${id}`);
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

async function main() {
  bridgeMathJax();
  let failure = null;
  const managers = await loadStates().catch((error) => {
    failure = error;
    return [];
  });
  for (const script of document.querySelectorAll(VIEW)) {
    const host = document.createElement("div");
    host.className = "widget-subarea";
    script.before(host);
    nameSliders(host);
    try {
      if (failure) throw failure;
      await show(script, managers, host);
    } catch (error) {
      report(host, error);
    }
    // one view at a time: the page keeps answering in between
    await new Promise((next) => setTimeout(next));
  }
  document.documentElement.dataset.widgets = "ready";
}

// deferred scripts, MathJax among them, have run when this event comes
if (document.readyState === "complete") main();
else document.addEventListener("DOMContentLoaded", main);
