// Opens pages without their policy against scripts, dark and narrow, light
// and wide: prints as JSON what ran, what stuck out and what axe found.
// Arguments: the folder of the pages, and a folder for pictures or nothing.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { launch } from "../../tools/browser.mjs";

const [folder, pictures] = process.argv.slice(2);
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const LOOKS = [
  { colorScheme: "dark", width: 390 },
  { colorScheme: "light", width: 1280 },
];
const browser = await launch();
// the escaping has to hold without the policy
const context = await browser.newContext({ bypassCSP: true });
const page = await context.newPage();
const requests = [];
page.on("request", (request) => requests.push(request.url()));
page.on("dialog", (dialog) => dialog.dismiss());

/** Runs in the page. */
function look() {
  const elements = [...document.querySelectorAll("*")];
  const attributes = elements.flatMap((one) => [...one.attributes]);
  const living = "script, iframe, img, svg, object, embed, form, base, link";
  return {
    title: document.title,
    alive: document.querySelectorAll(living).length,
    handlers: attributes.filter(({ name, value }) =>
      /^on|srcdoc/i.test(name) || /^\s*javascript:/i.test(value)).length,
    wide: document.documentElement.scrollWidth - innerWidth,
  };
}

const found = {};
for (const name of fs.readdirSync(folder).filter((n) => n.endsWith(".html")))
  for (const { colorScheme, width } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await page.goto(pathToFileURL(path.join(folder, name)).href);
    requests.length = 0; // the page itself was one
    const seen = await page.evaluate(look);
    seen.requests = requests.length;
    await page.addScriptTag({ content: fs.readFileSync(axe, "utf8") });
    seen.violations = await page.evaluate(async () =>
      (await window.axe.run()).violations.map(({ id }) => id));
    if (pictures) {
      const file = `${name}-${colorScheme}-${width}.png`;
      await page.screenshot({ fullPage: true, path: path.join(pictures, file) });
    }
    found[`${name} ${colorScheme} ${width}`] = seen;
  }
await browser.close();
console.log(JSON.stringify(found));
