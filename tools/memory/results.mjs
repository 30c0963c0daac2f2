// Results of exercises and answers, checked as nncheck checks them: see "The
// file of results" in exercises/README.md, and nncheck/record_file.py. (pure)
import { isObject, stamp } from "./shape.mjs";

/** This is no file of results; the message says why. */
export class BadFile extends Error {}

const SLUG = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/;
const QUESTION = /^[\p{L}\p{N}_.:-]{1,200}$/u;
const TIME =
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;
const STATES = ["full", "partial", "none"];

const fail = (why) => { throw new BadFile(why); };

/** A value in a message, of whatever length. */
export function show(value) {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}

function need(entry, name) {
  if (!(name in entry)) fail(`${name} is missing`);
  return entry[name];
}

function numberIn(entry, name) {
  const value = need(entry, name);
  if (typeof value !== "number") {
    fail(`${name} must be a number, got ${show(value)}`);
  }
  if (!Number.isFinite(value) || Math.abs(value) > 1e6) {
    fail(`${name} must be an ordinary number, got ${show(value)}`);
  }
  return value;
}

/** Whether a day like 2030-01-31 is in the calendar. */
export const isDay = (text) => {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/** The time of an entry as it is stored. */
export function timeIn(entry, name = "time") {
  const value = need(entry, name);
  const known = TIME.test(value) && isDay(value.slice(0, 10));
  const date = new Date(known ? value.replace(" ", "T") : NaN);
  if (Number.isNaN(date.getTime())) {
    fail(`${name} must be like 2030-01-31T12:00:00Z, got ${show(value)}`);
  }
  return stamp(date);
}

function versionIn({ version = "unknown" }) {
  const plain = typeof version === "string" && !/[\p{C}\p{Zl}\p{Zp}]/u.test(version);
  if (!plain || version.length > 100) fail("version must be a short text");
  return version;
}

function result(name, entry) {
  const points = numberIn(entry, "points");
  const outOf = numberIn(entry, "out_of");
  if (!(points >= 0 && points <= outOf && outOf > 0)) {
    fail(`${points} of ${outOf} points cannot be`);
  }
  const state = need(entry, "state");
  if (!STATES.includes(state) || (state === "full") !== (points === outOf)) {
    fail(`${points} of ${outOf} points cannot be ${show(state)}`);
  }
  const misconceptions = entry.misconceptions ?? [];
  if (!Array.isArray(misconceptions)) {
    fail("misconceptions must be a list of names");
  }
  for (const word of [name, ...misconceptions]) {
    if (typeof word !== "string" || !SLUG.test(word)) {
      fail(`${show(word)} is no name in Python`);
    }
  }
  const [time, version] = [timeIn(entry), versionIn(entry)];
  return { points, out_of: outOf, state, misconceptions, time, version };
}

function answer(name, entry) {
  const [right, tries] = [need(entry, "right"), need(entry, "tries")];
  if (typeof right !== "boolean") {
    fail(`right must be true or false, got ${show(right)}`);
  }
  if (!Number.isInteger(tries) || tries < 1 || tries >= 2 ** 31) {
    fail(`tries must be a whole number from 1, got ${show(tries)}`);
  }
  if (!QUESTION.test(name)) {
    fail("a question's id has letters, digits, and - _ . :");
  }
  return { right, tries, time: timeIn(entry), version: versionIn(entry) };
}

function prediction(name, entry) {
  const letter = need(entry, "letter");
  if (typeof letter !== "string" || !/^[a-d]$/.test(letter)) {
    fail(`letter must be one from a to d, got ${show(letter)}`);
  }
  if (!SLUG.test(name)) fail(`${show(name)} is no name in Python`);
  return { letter, time: timeIn(entry), version: versionIn(entry) };
}

/**
 * Checks every entry of a part by `read(name, entry)`; keeps what it makes.
 * `refuse` hears what is malformed; without one, nothing is read then.
 */
export function readPart(data, part, read, target, refuse = fail) {
  const wrong = `its '${part}' must be an object of objects`;
  const pages = data[part] ?? {};
  if (!isObject(pages)) refuse(wrong);
  for (const [page, inside] of Object.entries(isObject(pages) ? pages : {})) {
    if (!isObject(inside)) refuse(wrong);
    if (!isObject(inside)) continue;
    for (const [name, entry] of Object.entries(inside)) {
      try {
        if (!SLUG.test(page)) fail("the page must be a chapter's slug");
        if (!isObject(entry)) fail(`it must be an object, got ${show(entry)}`);
        target(page)[name] = read(name, entry);
      } catch (error) {
        if (!(error instanceof BadFile)) throw error;
        refuse(`in ${part}, ${show(page)}, ${show(name)}: ${error.message}`);
      }
    }
  }
}

export const READERS = {
  exercises: result, quiz: answer, predictions: prediction,
};

/** The place of a result: smaller is better, from the first difference on. */
const RANKS = {
  exercises: (r) => [
    -r.points / r.out_of, r.time, r.out_of, r.misconceptions.join(" "),
    r.version,
  ],
  quiz: (a) => [!a.right, a.tries, a.time, a.version],
  predictions: (p) => [p.time, p.letter, p.version],
};

/** The better of two results of `part`. */
export function better(part, one, other) {
  const [a, b] = [RANKS[part](one), RANKS[part](other)];
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 || a[at] < b[at] ? one : other;
}
