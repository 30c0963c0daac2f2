// node tests/site/memory_files.mjs < {"files": [text, …], "pairs": [[a, b], …]}
// Reads files of results and merges pairs of them as the page does; prints
// {"files": [{memory} or {refused}, …], "pairs": [memory, …]}.
import { readFileSync } from "node:fs";

import { fromText } from "../../tools/memory/file.mjs";
import { merge } from "../../tools/memory/merge.mjs";
import { BadFile } from "../../tools/memory/results.mjs";

function read(text) {
  try {
    return { memory: fromText(text) };
  } catch (error) {
    if (!(error instanceof BadFile)) throw error;
    return { refused: error.message };
  }
}

const { files, pairs } = JSON.parse(readFileSync(0, "utf8"));
const both = pairs.map(([a, b]) => merge(fromText(a), fromText(b)));
console.log(JSON.stringify({ files: files.map(read), pairs: both }));
