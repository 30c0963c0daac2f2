// The file a reader takes along: exported, imported, refused whole when
// anything in it is malformed. `nncheck import` reads the same file. (pure)
import { BadFile, READERS, isDay, readPart, show, timeIn } from "./results.mjs";
import {
  FORMAT, FORMAT_VERSION, MEMORY_VERSION, PARTS, TooNew, empty, isObject,
  migrate, pageOf, parse, table,
} from "./shape.mjs";

const DAY = /^\d{4}-\d\d-\d\d$/;

const fail = (why) => { throw new BadFile(why); };

function textIn(entry, name, usual) {
  const value = entry[name] ?? usual;
  if (typeof value !== "string") fail(`${name} must be a text, got ${show(value)}`);
  return value;
}

const section = (_, entry) => ({ time: timeIn(entry) });

const bookmark = (_, entry) => ({
  title: textIn(entry, "title"), time: timeIn(entry),
});

function highlight(_, entry) {
  const exact = textIn(entry, "exact");
  if (!exact.trim()) fail("exact must be the text that was highlighted");
  return {
    exact,
    prefix: textIn(entry, "prefix", ""),
    suffix: textIn(entry, "suffix", ""),
    note: textIn(entry, "note", ""),
    time: timeIn(entry),
    edited: timeIn({ edited: entry.time, ...entry }, "edited"),
    ...(entry.lost === true ? { lost: true } : {}),
  };
}

function card(_, entry) {
  if (!Number.isInteger(entry.box) || entry.box < 0 || entry.box > 100) {
    fail(`box must be a whole number from 0, got ${show(entry.box)}`);
  }
  if (!DAY.test(entry.due) || !isDay(entry.due)) {
    fail(`due must be a day like 2030-01-31, got ${show(entry.due)}`);
  }
  return { box: entry.box, due: entry.due, time: timeIn(entry) };
}

function place(entry) {
  if (!isObject(entry)) fail(`place must be an object, got ${show(entry)}`);
  return {
    page: textIn(entry, "page"), section: textIn(entry, "section", ""),
    title: textIn(entry, "title", ""), time: timeIn(entry),
  };
}

const SITE = {
  sections: section, bookmarks: bookmark, highlights: highlight, cards: card,
};

/** The memory as text: of the file, or for the storage. */
export function toText(doc, indent = 0) {
  const sorted = (inside) =>
    table(Object.entries(inside).sort(([a], [b]) => (a < b ? -1 : 1)));
  const made = { ...doc };
  for (const part of PARTS) {
    made[part] = sorted(table(
      Object.entries(doc[part]).map(([page, inside]) => [page, sorted(inside)]),
    ));
  }
  return JSON.stringify(made, null, indent);
}

function read(text) {
  let data;
  try {
    data = parse(text);
  } catch {
    fail("it is not in the format JSON");
  }
  if (!isObject(data) || data.format !== FORMAT) {
    fail(`it has no "format": "${FORMAT}"`);
  }
  if (data.format_version !== FORMAT_VERSION) {
    fail(`its format_version is ${show(data.format_version)}, this page ` +
      `reads ${FORMAT_VERSION}; a newer edition of the book may read it`);
  }
  return data;
}

function upToDate(data) {
  try {
    return migrate(data);
  } catch (error) {
    if (!(error instanceof TooNew)) fail("its memory_version is no number");
    return fail(`its memory_version is ${data.memory_version}, this page ` +
      `reads ${MEMORY_VERSION}; a newer edition of the book may read it`);
  }
}

/** What the parts of a file hold; `refuse` hears what is malformed. */
function gather(data, refuse) {
  const doc = empty();
  const own = "memory_version" in data;
  const readers = own ? { ...READERS, ...SITE } : READERS;
  for (const [part, one] of Object.entries(readers)) {
    readPart(data, part, one, (page) => pageOf(doc, part, page), refuse);
  }
  if (!own || data.place === undefined) return doc;
  try {
    doc.place = place(data.place);
  } catch (error) {
    refuse(error.message);
  }
  return doc;
}

function opened(text) {
  const data = read(text);
  return "memory_version" in data ? upToDate(data) : data;
}

/**
 * The memory in a file, of this page or of `nncheck export`.
 *
 * Throws BadFile when it is another file or anything in it is malformed.
 */
export const fromText = (text) => gather(opened(text), fail);

/** What is whole in a damaged memory, entry by entry. */
export function salvage(text) {
  try {
    return gather(opened(text), () => {});
  } catch {
    return empty();
  }
}
