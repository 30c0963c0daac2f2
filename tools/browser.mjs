// What the site's browser tools share: a web server on this machine, a
// Chromium that can reach nothing else, and a record of all a page did.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import zlib from "node:zlib";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".ipynb": "application/json",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".webp": "image/webp",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};

const PACKED = /\.(png|webp|woff2?)$/; // no smaller when packed again

const PIECE = 5000; // bytes
const PIECES = 12; // more than a first screen

/** Sends the start of a page in pieces, with a pause after each. */
async function sendInPieces(response, body, pause) {
  for (let k = 0; k < PIECES; k++) {
    response.write(body.subarray(k * PIECE, (k + 1) * PIECE));
    await pause();
  }
  response.end(body.subarray(PIECES * PIECE));
}

/**
 * Serves a folder on a free port of this machine, packed as the web does.
 *
 * When `pause` is set on what it returns, pages come as over a slow line: in
 * pieces, with this pause between them.
 */
export async function serve(folder) {
  const site = { pause: null };
  const root = path.resolve(folder);
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://book");
    let file = path.join(root, decodeURIComponent(pathname));
    if (file.endsWith(path.sep)) file += "index.html";
    fs.readFile(file, (error, body) => {
      const type = error ? "text/plain" : TYPES[path.extname(file)];
      const slow = !error && site.pause && file.endsWith(".html");
      const pack = !error && !slow && !PACKED.test(file);
      response.writeHead(error ? 404 : 200, {
        "content-type": type ?? "application/octet-stream",
        ...(pack && { "content-encoding": "gzip" }),
      });
      if (slow) return sendInPieces(response, body, site.pause);
      response.end(error ? "not found" : pack ? zlib.gzipSync(body) : body);
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  site.url = `http://127.0.0.1:${server.address().port}/`;
  site.close = () => server.close();
  return site;
}

/** The pages of a built book that a reader can meet. */
export function pagesOf(html) {
  const written = fs.readdirSync(path.join(html, "book")).sort();
  const pages = written.filter((name) => name.endsWith(".html"));
  return [...pages.map((name) => `book/${name}`), "search.html", "genindex.html"];
}

/** The same folder opened from the disk, without a server. */
export function fromDisk(folder) {
  const url = pathToFileURL(path.resolve(folder) + path.sep).href;
  return { url, close: () => {} };
}

/** Where the system's Chromium is. */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("which", [name], { encoding: "utf8" }).trim();
    } catch {
      // not this one
    }
  }
  throw new Error("no Chromium found (chromium, chromium-browser, chrome)");
}

/** What keeps Chromium from asking for services of its own. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** Starts the system's Chromium. */
export function launch() {
  const executablePath = findChromium();
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

const isLocal = (url) =>
  ["file:", "blob:", "data:"].includes(url.protocol) ||
  ["127.0.0.1", "localhost"].includes(url.hostname);

/**
 * A fresh page whose requests to the outside are refused and noted.
 *
 * `theme` is "light" or "dark"; the record `log` lists refused requests
 * (`outside`), failed ones, console warnings and errors, and page errors.
 */
export async function openPage(browser, { theme = "light", ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    colorScheme: theme,
    ...options,
  });
  const log = { outside: [], failed: [], console: [], errors: [] };
  await context.route("**/*", (route) => {
    const url = new URL(route.request().url());
    if (isLocal(url)) return route.continue();
    log.outside.push(url.href);
    return route.abort();
  });
  const page = await context.newPage();
  await page.addInitScript((mode) => {
    localStorage.setItem("mode", mode);
    localStorage.setItem("theme", mode);
  }, theme);
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      log.console.push(`${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => log.errors.push(String(error)));
  page.on("response", (response) => {
    if (response.status() >= 400) {
      log.failed.push(`${response.status()} ${response.url()}`);
    }
  });
  page.on("requestfailed", (request) => {
    if (!isLocal(new URL(request.url()))) return; // noted as outside
    log.failed.push(`${request.failure()?.errorText} ${request.url()}`);
  });
  return { context, page, log };
}

/** Opens an address and waits until its widgets and formulas are there. */
export async function visit(page, url) {
  await page.goto(url, { waitUntil: "load" });
  await page.mouse.move(1, 1); // a sign of a reader: every view is made
  await page.waitForFunction(
    () => {
      const views = 'script[type*="jupyter.widget-view"]';
      const alive = document.documentElement.dataset.widgets === "ready";
      return alive || !document.querySelector(views);
    },
    null,
    { timeout: 60_000 },
  );
  await page.evaluate(() => window.MathJax?.startup?.promise);
  await page.waitForFunction(() => {
    const asked = [...document.querySelectorAll(".widget-subarea .nn-math")];
    const drawn = asked.every((e) => e.querySelector("mjx-container"));
    return drawn || !window.MathJax; // without it they stay plain text
  });
  await page.waitForTimeout(300); // anywidget draws after the view is made
}
