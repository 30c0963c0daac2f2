// node tests/site/harness.mjs HTML page ...
// Opens pages of the built book in Chromium, uses them as a reader would, and
// prints what is wrong as JSON: {page: {check: [finding, ...]}}. test_site.py
// turns every (page, check) into a test.
import { fromDisk, launch, openPage, serve, visit } from "../../tools/browser.mjs";
import { arrival } from "./arrive.mjs";
import { focus, motion } from "./keys.mjs";
import { accessibility, formulas, sideways, views } from "./look.mjs";
import { spoken } from "./spoken.mjs";
import { buttons, redraws, sliders } from "./touch.mjs";
import { overweightAwake, scale, wake } from "./weight.mjs";

/** The four ways in which loading a page can go wrong. */
function loading(log, origin) {
  const shorten = (text) => text.replaceAll(origin, "");
  return {
    "outside requests": log.outside,
    "failed requests": log.failed.map(shorten),
    "console messages": log.console.map(shorten),
    "page errors": log.errors.map(shorten),
  };
}

async function used(browser, site, name) {
  const { context, page, log } = await openPage(browser);
  const weight = scale(page);
  await visit(page, site.url + name);
  const found = {
    views: await views(page),
    formulas: await formulas(page),
    redraws: await redraws(page),
    sliders: await sliders(page),
    buttons: await buttons(page),
    "spoken state": await spoken(page),
  };
  await wake(page);
  found["weight awake"] = overweightAwake(await weight.read());
  await context.close();
  return { ...found, ...loading(log, site.url) };
}

async function looked(browser, site, name) {
  const { context, page } = await openPage(browser);
  await visit(page, site.url + name);
  const found = {
    accessibility: await accessibility(page),
    "sideways scrolling": await sideways(page),
    "less motion": await motion(page),
  };
  await context.close();
  return found;
}

async function keyed(browser, site, name) {
  const { context, page } = await openPage(browser);
  await visit(page, site.url + name);
  const found = { "visible focus": await focus(page) };
  await context.close();
  return found;
}

async function opened(browser, disk, name) {
  const { context, page, log } = await openPage(browser);
  await visit(page, disk.url + name);
  const found = [
    ...(await views(page)),
    ...(await formulas(page)),
    ...Object.values(loading(log, disk.url)).flat(),
  ];
  await context.close();
  return { "from disk": found };
}

const [html, ...pages] = process.argv.slice(2);
const [site, disk] = [await serve(html), fromDisk(html)];
const browser = await launch();
const report = {};
try {
  for (const name of pages) {
    report[name] = {
      ...(await used(browser, site, name)),
      ...(await arrival(browser, site, name)),
      ...(await looked(browser, site, name)),
      ...(await keyed(browser, site, name)),
      ...(await opened(browser, disk, name)),
    };
  }
} finally {
  await browser.close();
  site.close();
}
console.log(JSON.stringify(report));
