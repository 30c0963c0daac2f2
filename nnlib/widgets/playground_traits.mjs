// The playground's traits, which sliders and Python set, and its simulation.
import { assign } from "./kit.mjs";
import { PlaygroundModel } from "./playground_model.mjs";
import { PLAYGROUND_CHOICES, PLAYGROUND_DEFAULTS } from "./playground_state.mjs";

const LISTED = ["activation", "rate", "optimizer", "loss", "regularization", "strength"];
const FIELDS = Object.keys(PLAYGROUND_DEFAULTS);
const traitOf = (field) => (LISTED.includes(field) ? `_${field}` : field);

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
export function keeper(model, onChange) {
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
