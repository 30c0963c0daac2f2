// node tests/site/cards.mjs HTML page
// Meets the cards of a page as a reader with a mouse, a keyboard and a finger
// does, and prints as JSON what happened.
import { launch, openPage, serve, visit } from "../../tools/browser.mjs";

const [html, name] = process.argv.slice(2);
const site = await serve(html);
const browser = await launch();
const TERM = "article a.internal:has(> .std-term)";

/** What the card says, or "" while there is none. */
const said = (page) =>
  page.evaluate(
    () => document.querySelector("#hover-card:popover-open")?.innerText ?? "",
  );
const comes = (page) => page.locator("#hover-card:popover-open").waitFor();
const goes = (page) =>
  page.locator("#hover-card").waitFor({ state: "hidden" });

async function mouse(page) {
  const term = page.locator(TERM).first();
  await term.hover();
  await comes(page);
  const text = await said(page);
  const described = await term.getAttribute("aria-describedby");
  await page.locator("#hover-card").hover(); // it can be pointed at …
  await page.waitForTimeout(600);
  const stays = await said(page);
  await page.keyboard.press("Escape"); // … and be sent away
  await goes(page);
  await page.mouse.move(2, 2);
  await term.hover();
  await comes(page);
  await page.mouse.move(2, 2);
  await goes(page);
  return { text, described, stays };
}

async function keyboard(page) {
  const term = page.locator(TERM).first();
  await term.focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Shift+Tab");
  await comes(page);
  const text = await said(page);
  await page.keyboard.press("Escape");
  await goes(page);
  const focused = await term.evaluate((e) => e === document.activeElement);
  return { text, focused };
}

/** The card of the first letter of a kind, with the mouse. */
async function letter(page, code) {
  await page.locator(`article mjx-mi:has(.mjx-c${code})`).first().hover();
  await comes(page);
  const text = await said(page);
  await page.keyboard.press("Escape");
  await goes(page);
  return text;
}

async function list(page) {
  const button = page.locator(".formula-symbols").first();
  const before = await page.evaluate(() => document.body.scrollHeight);
  await button.focus();
  const box = await button.boundingBox();
  await page.keyboard.press("Enter");
  const panel = page.locator(".symbol-list:popover-open");
  await panel.waitFor();
  const text = await panel.innerText();
  const after = await page.evaluate(() => document.body.scrollHeight);
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
  const focused = await button.evaluate((e) => e === document.activeElement);
  return { text, focused, tall: box.height, moved: after - before };
}

async function finger() {
  const { context, page } = await openPage(browser, {
    hasTouch: true,
    viewport: { width: 390, height: 844 },
  });
  await visit(page, site.url + name);
  const term = page.locator(TERM).first();
  await term.tap();
  await comes(page);
  const stayed = page.url().endsWith(name);
  const box = await page.locator("#hover-card").boundingBox();
  const inside = box.x >= 0 && box.x + box.width <= 390;
  await term.tap();
  await page.waitForURL(/glossary\.html#term-/);
  await context.close();
  return { stayed, inside, followed: true };
}

/** What each letter on the page is taken for: {letter: [keys, ...]}. */
const taken = (page) =>
  page.evaluate(() => {
    const found = {};
    for (const mi of document.querySelectorAll("article mjx-assistive-mml mi")) {
      const keys = window.bookCards.symbolOf(mi)?.dataset.keys ?? "";
      (found[mi.textContent] ??= new Set()).add(keys);
    }
    const plain = Object.entries(found).map(([k, v]) => [k, [...v].sort()]);
    return Object.fromEntries(plain);
  });

try {
  const { page, log } = await openPage(browser);
  await visit(page, site.url + name);
  const report = {
    taken: await taken(page),
    mouse: await mouse(page),
    keyboard: await keyboard(page),
    eta: await letter(page, "1D702"),
    list: await list(page),
    finger: await finger(),
    log,
  };
  console.log(JSON.stringify(report));
} finally {
  await browser.close();
  site.close();
}
