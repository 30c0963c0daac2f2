// node tests/site/playground.mjs page.html
// Plays with the playground as a reader would, by mouse, keys and fingers,
// and prints what was seen as JSON; test_playground_page.py judges it.
import { pathToFileURL } from "node:url";
import { launch, openPage, visit } from "../../tools/browser.mjs";
import { accessibility, sideways } from "./look.mjs";

const address = pathToFileURL(process.argv[2]).href;
const browser = await launch();
const SPIRAL = "data=spiral&features=x1.x2.x1sq.x2sq.x1x2.sinx1.sinx2&hidden=8&rate=0.1";

async function open(hash = "", options = {}) {
  const { context, page, log } = await openPage(browser, options);
  await visit(page, hash ? `${address}#${hash}` : address);
  await page.waitForTimeout(200);
  return { page, log, close: () => context.close(), ...tools(page) };
}

/** What a reader can see and press. */
function tools(page) {
  const view = page.locator(".nn-playground");
  const readout = async (kind) =>
    (await view.locator(`.nn-pg-readout-${kind} strong`).innerText()).trim();
  return {
    view,
    press: (name) => view.getByRole("button", { name, exact: true }).click(),
    play: () => view.locator(".nn-pg-play"),
    epoch: async () => Number(await readout("epoch")),
    loss: async (set) => Number.parseFloat(await readout(set)),
    readouts: async () => Promise.all(["epoch", "train", "test"].map(readout)),
    plane: () => view.locator(".nn-pg-heat").evaluate((c) => c.toDataURL().length + c.toDataURL()),
    rule: () => view.locator(".nn-pg-rule").innerText(),
    lists: () => view.locator(".nn-pg-chosen select").evaluateAll((all) =>
      all.map((s) => s.selectedOptions[0].textContent)),
    notice: () => view.locator(".nn-pg-notice").innerText(),
    link: async () => {
      const field = view.getByLabel("link to this state");
      if (!(await field.count())) await view.getByRole("button", { name: "Link to this state" }).click();
      return field.inputValue();
    },
  };
}

/** Train until the loss is below the goal; how far it came. */
async function learn(hash, goal, patience) {
  const it = await open(hash);
  await it.play().click();
  const end = Date.now() + 1000 * patience;
  let loss = Infinity;
  while (Date.now() < end && !(loss < goal)) {
    await it.page.waitForTimeout(100);
    loss = await it.loss("train");
  }
  const frame = Number(await it.view.getAttribute("data-frame"));
  const running = await it.play().innerText();
  await it.play().press("Enter");
  const [rested, told] = [await it.epoch(), await it.readouts()];
  await it.page.waitForTimeout(300);
  const found = {
    loss, told, frame, running,
    paused: (await it.epoch()) === rested, log: it.log,
  };
  await it.close();
  return found;
}

/** The time from picture to picture while the default network trains. */
async function pace() {
  const it = await open();
  await it.play().click();
  const before = await it.epoch();
  const gaps = await it.page.evaluate(() => new Promise((done) => {
    const times = [];
    const next = (now) => {
      times.push(now);
      if (times.length > 91) done(times.slice(1).map((t, i) => t - times[i]));
      else requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  }));
  const epochs = (await it.epoch()) - before;
  await it.close();
  return { gap: gaps.sort((a, b) => a - b)[45], epochs };
}

async function editing() {
  const it = await open();
  const autoplay = await it.epoch();
  const before = [await it.plane(), await it.loss("test")];
  await it.view.getByLabel("value", { exact: true }).fill("-3");
  const after = [await it.plane(), await it.loss("test")];
  const restart = it.view.getByRole("button", { name: "Restart" });
  const active = await restart.getAttribute("aria-disabled");
  await restart.click();
  await it.page.waitForTimeout(100);
  const back = [await it.plane(), await it.loss("test")];
  await it.close();
  return { autoplay, before, after, back, active, log: it.log };
}

async function updating() {
  const it = await open();
  const hits = it.view.locator(".nn-pg-hit");
  await hits.nth(3).dispatchEvent("click");
  const chosen = await it.lists();
  const asked = await it.rule();
  await it.press("Update");
  const [written, value] = [await it.rule(), await it.view.getByLabel("value", { exact: true }).inputValue()];
  await it.press("Epoch");
  const told = await it.rule();
  await it.close();
  return { chosen, asked, written, value, told, log: it.log };
}

async function drawing() {
  const it = await open();
  await it.view.getByRole("radio", { name: "your own" }).check({ force: true });
  const plane = it.view.getByRole("application");
  const box = await plane.boundingBox();
  const at = (x, y) => [box.x + box.width * x, box.y + box.height * y];
  for (const spot of [[0.25, 0.25], [0.75, 0.75]]) await it.page.mouse.click(...at(...spot));
  await it.view.getByRole("radio", { name: "class 1" }).check();
  await it.page.mouse.click(...at(0.25, 0.75));
  await it.page.mouse.move(...at(0.6, 0.2));
  await it.page.mouse.down(); // a stroke
  await it.page.mouse.move(...at(0.9, 0.2), { steps: 20 });
  await it.page.mouse.up();
  const drawn = await it.link();
  await plane.focus();
  for (const key of ["ArrowRight", "ArrowRight", "Shift+ArrowUp", "3", "Enter"]) await it.page.keyboard.press(key);
  const typed = await it.link();
  await it.page.keyboard.press("Tab");
  await plane.focus();
  await it.page.keyboard.press("Delete");
  const removed = await it.link();
  await it.press("Epoch");
  const trained = await it.epoch();
  await it.press("Clear");
  const cleared = await it.link();
  await it.close();
  return { drawn, typed, removed, trained, cleared, log: it.log };
}

async function pasting() {
  const it = await open();
  await it.press("Paste points");
  const field = it.view.getByLabel("points to paste");
  const note = it.view.locator(".nn-pg-drawer [role=status]");
  await field.fill("1, 2, red\n3, four, blue");
  await it.press("Use these points");
  const wrong = await note.innerText();
  const kept = await it.view.getByRole("radio", { name: "circle" }).isChecked();
  await field.fill(Array.from({ length: 60 }, (_, i) =>
    `${(i % 2 ? 3 : -3) + Math.sin(i)},${Math.cos(7 * i)},${i % 2 ? "red" : "blue"}`).join("\n"));
  await it.press("Use these points");
  const right = await note.innerText();
  const yours = await it.view.getByRole("radio", { name: "your own" }).isChecked();
  await it.play().click();
  await it.page.waitForFunction(() =>
    Number(document.querySelector(".nn-pg-readout-epoch strong").textContent) > 60);
  await it.play().click();
  const loss = await it.loss("train");
  await it.close();
  return { wrong, kept, right, yours, loss, log: it.log };
}

async function linking() {
  const it = await open("playground?data=arms&noise=20&hidden=5.4&optimizer=adam&rate=0.01&seed=3");
  for (let k = 0; k < 3; k++) await it.press("Epoch");
  const [link, here, plane] = [await it.link(), await it.readouts(), await it.plane()];
  await it.press("Copy");
  await it.page.waitForTimeout(300);
  const copied = await it.view.locator(".nn-pg-drawer [role=status]").innerText();
  await it.close();
  const again = await open(link.split("#")[1]);
  const found = {
    link, here, copied, there: await again.readouts(), samePlane: (await again.plane()) === plane,
    rate: await again.page.locator(".nn-controls select").first().evaluate((s) => s.selectedOptions[0].textContent),
    noise: Number(await again.page.locator(".noUi-handle").first().getAttribute("aria-valuenow")),
    again: (await again.link()).split("#")[1] === link.split("#")[1],
    notice: await again.notice(), log: [it.log, again.log],
  };
  await again.page.evaluate(() => { globalThis.location.hash = "playground?data=xor"; });
  await again.page.waitForTimeout(300);
  found.followed = await again.view.getByRole("radio", { name: "exclusive or" }).isChecked();
  await again.close();
  return found;
}

async function strangers() {
  const it = await open("playground?data=xor&noise=9999&hidden=8.8&weights=AAAA&points=<script>&__proto__=1");
  const found = { notice: await it.notice(), told: await it.readouts(), log: it.log };
  await it.press("Epoch");
  found.epoch = await it.epoch();
  await it.close();
  return found;
}

async function keys() {
  const it = await open();
  const { keyboard } = it.page;
  const counter = (name) => it.view.getByRole("spinbutton", { name, exact: true });
  const count = (name) => counter(name).getAttribute("aria-valuenow");
  await counter("number of hidden layers").focus();
  await keyboard.press("ArrowUp");
  await counter("units in hidden layer 3").focus();
  for (const key of ["End", "ArrowDown"]) await keyboard.press(key);
  const sizes = [await count("number of hidden layers"), await count("units in hidden layer 3")];
  const focused = await it.page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  const feature = it.view.getByRole("checkbox", { name: "feature x₁x₂" });
  await feature.focus();
  await keyboard.press("Space");
  const ticked = await feature.isChecked();
  await it.view.getByRole("radio", { name: "output", exact: true }).focus();
  const steps = [];
  for (const key of ["ArrowLeft", "ArrowDown", "ArrowLeft", "ArrowRight"]) {
    await keyboard.press(key);
    steps.push(await it.page.evaluate(() => document.activeElement.getAttribute("aria-label")));
  }
  const chosen = await it.lists();
  await it.play().focus();
  await keyboard.press("Space");
  await it.page.waitForTimeout(400);
  await keyboard.press("Space");
  const trained = await it.epoch();
  await it.close();
  return { sizes, focused, ticked, steps, chosen, trained, log: it.log };
}

async function calmly() {
  const it = await open("", { reducedMotion: "reduce" });
  await it.page.evaluate(() => {
    globalThis.seen = 0;
    const text = document.querySelector(".nn-pg-readout-epoch strong");
    new MutationObserver(() => { globalThis.seen += 1; }).observe(text, { childList: true });
  });
  await it.play().click();
  await it.page.waitForTimeout(2200);
  const pictures = await it.page.evaluate(() => globalThis.seen);
  const epochs = await it.epoch();
  await it.close();
  return { pictures, epochs };
}

async function phone() {
  const it = await open("", { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true });
  const upright = await it.view.locator(".nn-pg-stage.nn-pg-upright").count();
  await it.view.getByRole("spinbutton", { name: "units in hidden layer 1" }).locator("span").last().tap();
  const units = await it.view.getByRole("spinbutton", { name: "units in hidden layer 1" }).getAttribute("aria-valuenow");
  const before = await it.plane();
  await it.play().tap();
  await it.page.waitForTimeout(500);
  await it.play().tap();
  const changed = (await it.plane()) !== before;
  await it.view.getByRole("radio", { name: "your own" }).check({ force: true });
  const plane = it.view.getByRole("application");
  await plane.scrollIntoViewIfNeeded();
  const box = await plane.boundingBox();
  await it.page.touchscreen.tap(box.x + 60, box.y + 60);
  const points = (await it.link()).match(/points=[^&]*/)?.[0] ?? "";
  const found = { upright, units, changed, points, wide: await sideways(it.page), log: it.log };
  await it.close();
  return found;
}

async function themes() {
  const it = await open();
  const light = await it.plane();
  await it.page.evaluate(() => { document.documentElement.dataset.theme = "dark"; });
  await it.page.waitForTimeout(300);
  const dark = await it.plane();
  await it.page.evaluate(() => { document.documentElement.dataset.theme = "light"; });
  await it.view.getByRole("radio", { name: "your own" }).check({ force: true });
  for (const name of ["Link to this state", "Paste points"]) await it.press(name);
  const faults = await accessibility(it.page);
  await it.close();
  return { differ: light !== dark, faults, log: it.log };
}

const acts = { editing, updating, drawing, pasting, linking, strangers, keys, calmly, phone, themes, pace };
const report = {};
try {
  report.circle = await learn("", 0.03, 60);
  report.spiral = await learn(`playground?${SPIRAL}`, 0.1, 90);
  for (const [name, act] of Object.entries(acts)) report[name] = await act();
} finally {
  await browser.close();
}
console.log(JSON.stringify(report));
