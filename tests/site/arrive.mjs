// What a page costs before its reader touches anything: bytes sent, and how
// far the text jumps while it arrives. Each returns its findings, in words.
import { openPage } from "../../tools/browser.mjs";
import { overweight, scale } from "./weight.mjs";

const MOST_SHIFT = 0.002; // a hair; 0.1 is still called good (web.dev/cls)
export const SCREENS = [
  { theme: "dark", viewport: { width: 390, height: 844 } },
  { theme: "light", viewport: { width: 1280, height: 900 } },
];
// What comes after the text, in the order that lets each move it.
const LATE = ["font", "image", "script"];

function watchShifts() {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.hadRecentInput) continue;
      const moved = entry.sources.map(({ node }) => node?.parentElement ?? node);
      const names = moved.map((e) => e && `<${e.localName} ${e.className}>`);
      window.shifts.push([entry.value, names.join(" ")]);
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** Waits until the page has drawn what it knows, if it may draw already. */
const drawn = (page) =>
  page.evaluate(async () => {
    const sheets = [...document.querySelectorAll('link[rel="stylesheet"]')];
    const missing = sheets.filter(({ sheet }) => !sheet);
    await Promise.all(missing.map((link) => new Promise((done) => {
      link.onload = link.onerror = done;
    })));
    const frame = () => new Promise(requestAnimationFrame);
    const never = new Promise((done) => setTimeout(done, 80)); // it may not
    await Promise.race([frame().then(frame), never]);
  });

/** Keeps fonts, pictures and scripts back; returns what lets them go. */
async function holdBack(page) {
  const held = [];
  let open = false;
  await page.route("**/*", async (route) => {
    const late = LATE.indexOf(route.request().resourceType());
    if (!open && late >= 0) {
      await new Promise((free) => held.push({ late, free }));
    }
    return route.fallback();
  });
  return async () => {
    while (held.length) {
      held.sort((a, b) => a.late - b.late);
      held.shift().free();
      await drawn(page);
    }
    open = true; // what they ask for in their turn comes as it may
  };
}

/** What a page weighs when nobody touches it. */
async function weigh(browser, url) {
  const { context, page } = await openPage(browser);
  const weight = scale(page);
  await page.goto(url, { waitUntil: "networkidle" });
  const { kilobytes, live } = await weight.read();
  await context.close();
  return { kilobytes, live };
}

/** Waits until the page is painted and its text is there to the end. */
async function textIsThere(page) {
  const painted = () =>
    performance.getEntriesByName("first-contentful-paint").length > 0 &&
    document.readyState !== "loading";
  // a script that stands in the way of the text would keep it for ever
  await page.waitForFunction(painted, null, { timeout: 20_000 }).catch(() => {});
  await drawn(page);
}

/**
 * How far a page jumps if all that can come late does: [value, what] each.
 * `prepare(page)` is called before the page is opened.
 */
export async function jumps(browser, site, name, screen, prepare) {
  const { context, page } = await openPage(browser, screen);
  await prepare?.(page);
  const release = await holdBack(page);
  await page.addInitScript(watchShifts);
  // at the first piece the empty page before this one is still going away
  site.pause = () => drawn(page).catch(() => {});
  const loaded = page.goto(site.url + name, { waitUntil: "networkidle" });
  await textIsThere(page);
  site.pause = null;
  await release();
  await loaded;
  await page.waitForTimeout(300); // what a script does a little later
  const shifts = await page.evaluate(() => window.shifts);
  await context.close();
  return shifts;
}

/** What a page weighs, and its jumps on the screen where they are largest. */
export async function measured(browser, site, name) {
  const weight = await weigh(browser, site.url + name);
  let worst = { sum: 0, shifts: [] };
  for (const screen of SCREENS) {
    const shifts = await jumps(browser, site, name, screen);
    const sum = shifts.reduce((total, [value]) => total + value, 0);
    if (sum >= worst.sum) worst = { sum, shifts };
  }
  return { ...weight, ...worst };
}

/** Opens a page; nobody moves, clicks or types. */
export async function arrival(browser, site, name) {
  const { kilobytes, live, sum, shifts } = await measured(browser, site, name);
  return {
    weight: overweight({ kilobytes, live }),
    "layout shift": shift(sum, shifts),
  };
}

function shift(sum, shifts) {
  if (sum <= MOST_SHIFT) return [];
  const worst = shifts.toSorted((a, b) => b[0] - a[0]).slice(0, 3);
  const told = worst.map(([value, what]) => `${value.toFixed(4)}: ${what}`);
  return [`${sum.toFixed(4)}, more than ${MOST_SHIFT}`, ...told];
}
