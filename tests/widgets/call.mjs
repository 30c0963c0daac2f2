// Reads [{module, name, args}, …] as JSON, calls each function, writes the
// results as JSON; numbers that JSON does not know become strings.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const calls = JSON.parse(readFileSync(0, "utf8"));
const results = [];
for (const { module, name, args } of calls) {
  const found = await import(pathToFileURL(module));
  const value = found[name];
  results.push(typeof value === "function" ? value(...args) : value);
}
const plain = (_, v) =>
  (typeof v === "number" && !Number.isFinite(v) ? String(v) : v);
process.stdout.write(JSON.stringify(results, plain));
