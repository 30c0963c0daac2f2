// The shape of a reader's memory: one document, in the browser's storage and
// in the file that is exported. Everything stands under a page's slug and a
// name that outlives a rebuild of the book. (pure)

export const FORMAT = "nncheck-results";
export const FORMAT_VERSION = 1; // of nncheck's parts: the first three
export const MEMORY_VERSION = 1; // of all the rest
export const PARTS = [
  "exercises", "quiz", "predictions",
  "sections", "bookmarks", "highlights", "cards",
];

// What turns a document of version v into one of version v + 1.
const MIGRATIONS = {};

/** A later edition of the book has written this. */
export class TooNew extends Error {}

/** An object in which no name is taken, not even "constructor". */
export const table = (entries = []) => {
  const made = Object.create(null);
  for (const [name, value] of entries) made[name] = value;
  return made;
};

export const isObject = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** JSON, with every object as such a table. */
export const parse = (text) =>
  JSON.parse(text, (_, value) =>
    isObject(value) ? table(Object.entries(value)) : value);

/** The memory of somebody who has not begun. */
export function empty() {
  const made = table([
    ["format", FORMAT],
    ["format_version", FORMAT_VERSION],
    ["memory_version", MEMORY_VERSION],
  ]);
  for (const part of PARTS) made[part] = table();
  return made;
}

/** The entries of a page in one part, made when missing. */
export const pageOf = (doc, part, page) => (doc[part][page] ??= table());

/** Every entry of a part: [page, name, entry]. */
export const entries = (part) =>
  Object.entries(part).flatMap(([page, inside]) =>
    Object.entries(inside).map(([name, entry]) => [page, name, entry]));

/** Takes an entry out, and its page when that is empty then. */
export function drop(doc, part, page, name) {
  const inside = doc[part][page];
  if (!inside) return;
  delete inside[name];
  if (Object.keys(inside).length === 0) delete doc[part][page];
}

/** A document of an earlier version brought to this one. */
export function migrate(
  doc, { version = MEMORY_VERSION, migrations = MIGRATIONS } = {},
) {
  let made = doc;
  if (!Number.isInteger(made.memory_version)) throw new TypeError("no version");
  if (made.memory_version > version) throw new TooNew();
  while (made.memory_version < version) {
    const from = made.memory_version;
    made = migrations[from](made);
    made.memory_version = from + 1;
  }
  return made;
}

/** The time as it is stored: UTC, to the second. */
export const stamp = (date = new Date()) =>
  `${date.toISOString().slice(0, 19)}Z`;
