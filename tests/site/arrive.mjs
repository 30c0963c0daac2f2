// What a page costs before its reader touches anything: bytes sent, and how
// far the text jumps while it arrives. Each returns its findings, in words.
import { openPage } from "../../tools/browser.mjs";

const TEXT_KILOBYTES = 500; // of a page and all it loads, packed
const LIVE_KILOBYTES = 800; // of a page with interactive figures
const MOST_SHIFT = 0.05; // half of what is called good (web.dev/cls)
const SLOWER = 4; // a small phone, so that late parts do come late

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

/** Opens a page on a slow processor; nobody moves, clicks or types. */
export async function arrival(browser, url) {
  const { context, page } = await openPage(browser);
  const sizes = [];
  page.on("requestfinished", (request) => {
    if (!request.url().startsWith("http")) return; // blob: is no transfer
    const size = request.sizes().then((s) => s.responseBodySize);
    sizes.push(size.catch(() => 0)); // the page was closed meanwhile
  });
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.addInitScript(watchShifts);
  await page.goto(url, { waitUntil: "networkidle" });
  await page.waitForTimeout(500);
  const seen = await page.evaluate(() => ({
    shifts: window.shifts,
    live: Boolean(document.querySelector('script[type*="widget-view"]')),
  }));
  const bytes = (await Promise.all(sizes)).reduce((a, b) => a + b, 0);
  await context.close();
  return { weight: weight(bytes, seen.live), "layout shift": shift(seen.shifts) };
}

function weight(bytes, live) {
  const most = live ? LIVE_KILOBYTES : TEXT_KILOBYTES;
  const kilobytes = Math.round(bytes / 1000);
  if (process.env.FIGURES) console.error(`${kilobytes} kB`);
  return kilobytes > most ? [`${kilobytes} kB packed, more than ${most}`] : [];
}

function shift(shifts) {
  const sum = shifts.reduce((total, [value]) => total + value, 0);
  if (process.env.FIGURES) console.error(`layout shift ${sum.toFixed(4)}`);
  if (sum <= MOST_SHIFT) return [];
  const worst = shifts.toSorted((a, b) => b[0] - a[0]).slice(0, 3);
  const told = worst.map(([value, what]) => `${value.toFixed(3)}: ${what}`);
  return [`${sum.toFixed(3)}, more than ${MOST_SHIFT}`, ...told];
}
