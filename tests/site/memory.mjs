// node tests/site/memory.mjs FOLDER RESULTS act ...
// Reads the little book of memory_book.py as a reader would, in Chromium, and
// prints what was seen in each act as JSON. FOLDER holds three editions of it;
// RESULTS is a file of `nncheck export`.
import fs from "node:fs";
import path from "node:path";
import { fromDisk, launch, openPage, serve } from "../../tools/browser.mjs";
import * as keeping from "./memory_keeping.mjs";
import * as reading from "./memory_reading.mjs";
import * as troubles from "./memory_troubles.mjs";

const [folder, results, ...names] = process.argv.slice(2);
const site = await serve(folder);
const browser = await launch();
const acts = { ...reading, ...keeping, ...troubles };
const seen = {};

/** A fresh reader for one act; what went wrong on the way is noted. */
async function act(name, options = {}) {
  const { context, page, log } = await openPage(browser, options);
  page.setDefaultTimeout(60_000);
  const book = {
    page, context, results,
    out: path.join(folder, `${name}.json`),
    url: (doc, edition = "first") => `${site.url}${edition}/book/${doc}.html`,
    disk: (doc) => `${fromDisk(folder).url}first/book/${doc}.html`,
  };
  seen[name] = { ...(await acts[name](book)), log };
  await context.close();
}

const wide = { viewport: { width: 1280, height: 1400 } };
const narrow = { viewport: { width: 390, height: 844 } };
const OPTIONS = { dwells: wide, answers: wide, looks: narrow };

try {
  for (const name of names) await act(name, OPTIONS[name]);
} finally {
  await browser.close();
  site.close();
}
fs.writeSync(1, JSON.stringify(seen));
