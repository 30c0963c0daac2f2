// Checks that use the controls of the interactive figures: mouse, keyboard,
// typed numbers. Each returns its findings, in words.

const FRAME = 16; // milliseconds between two pictures of a screen
const PATIENCE = 600; // milliseconds until a control has shown its effect
export const TRIES = 6; // a control may have nothing to do in the first state

/** What a view shows, apart from ipywidgets' own controls, as a number. */
function picture(host) {
  return host.evaluate((element) => {
    const copy = element.cloneNode(true);
    const aside = ".widget-inline-hbox, .nn-heard"; // read aloud, by timer
    copy.querySelectorAll(aside).forEach((e) => e.remove());
    const mark = "data-lm-suppress-shortcuts"; // of what had the focus
    copy.querySelectorAll(`[${mark}]`).forEach((e) => e.removeAttribute(mark));
    const canvases = [...element.querySelectorAll("canvas")];
    const fields = [...element.querySelectorAll("input")];
    const text = [
      copy.innerHTML,
      ...canvases.map((c) => c.toDataURL()),
      ...fields.map((f) => `${f.checked} ${f.value}`),
    ].join();
    let hash = 0;
    for (let k = 0; k < text.length; k++) {
      hash = (31 * hash + text.charCodeAt(k)) | 0;
    }
    return hash;
  });
}

/** Does `act` change what the view shows, soon? */
async function changes(host, act) {
  const before = await picture(host);
  await act();
  for (let waited = 0; waited < PATIENCE; waited += 50) {
    if ((await picture(host)) !== before) return true;
    await host.page().waitForTimeout(50);
  }
  return false;
}

export async function hosts(page) {
  const all = page.locator(".widget-subarea");
  const count = await all.count();
  return Array.from({ length: count }, (_, i) => all.nth(i));
}

/** The accessible name, which every control must have. */
const nameOf = (control) =>
  control.evaluate((e) => e.getAttribute("aria-label") ?? e.innerText.trim());

/** Moves everything else a little, for controls that have nothing to do yet. */
export async function stir(host, round) {
  const { keyboard } = host.page();
  for (const handle of await host.locator(".noUi-handle").all()) {
    await handle.focus();
    await keyboard.press(round % 2 ? "ArrowLeft" : "ArrowRight");
  }
  if (await answer(host, round)) return;
  const ready = host.locator("button:not([aria-disabled=true]):enabled");
  if (await ready.count()) await ready.first().click();
}

/** Fills in the form fields of a view; false if it has none. */
async function answer(host, round) {
  const choices = host.locator("input:is([type=radio], [type=checkbox])");
  const fields = host.locator("input:is([type=text], [type=number])");
  const [some, more] = [await choices.count(), await fields.count()];
  if (some) await choices.nth(round % some).click();
  if (more) await fields.first().fill(String(round));
  return some + more > 0;
}

async function drag(handle) {
  const { mouse } = handle.page();
  await handle.scrollIntoViewIfNeeded();
  const rail = handle.locator("xpath=ancestor::*[contains(@class,'noUi-target')]");
  const [box, track] = [await handle.boundingBox(), await rail.boundingBox()];
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const room = x < track.x + track.width / 2 ? 1 : -1;
  await mouse.move(x, y);
  await mouse.down();
  await mouse.move(x + (room * track.width) / 3, y, { steps: 6 });
  await mouse.up();
}

export async function press(handle) {
  const now = await handle.getAttribute("aria-valuenow");
  const most = await handle.getAttribute("aria-valuemax");
  await handle.focus();
  await handle.page().keyboard.press(now === most ? "ArrowLeft" : "ArrowRight");
}

async function type(handle, readout) {
  const read = async (name) => Number(await handle.getAttribute(name));
  const [low, high] = [await read("aria-valuemin"), await read("aria-valuemax")];
  const whole = /^[-−\d]+$/.test(await readout.innerText());
  const at = (share) => low + share * (high - low);
  const wanted = [at(0.25), at(0.7)].map((v) => (whole ? Math.round(v) : v));
  const now = await read("aria-valuenow");
  const next = Math.abs(now - wanted[0]) > (high - low) / 50 ? 0 : 1;
  const { keyboard } = handle.page();
  await readout.click();
  await keyboard.press("Control+a");
  await keyboard.type(String(Number(wanted[next].toFixed(2))));
  await keyboard.press("Enter");
}

/** Tries a slider; a rate, say, shows only once some steps were taken. */
async function moves(host, act) {
  for (let round = 0; round < TRIES; round++) {
    if (await changes(host, act)) return true;
    await stir(host, round);
  }
  return false;
}

/** Every slider moves the picture: dragged, by an arrow key, by a number. */
export async function sliders(page) {
  const found = [];
  for (const [i, host] of (await hosts(page)).entries()) {
    for (const slider of await host.locator(".widget-slider").all()) {
      const handle = slider.locator(".noUi-handle").first();
      const readout = slider.locator(".widget-readout");
      const name = `view ${i + 1}, slider "${await nameOf(handle)}"`;
      const ways = {
        "dragging it": () => drag(handle),
        "an arrow key": () => press(handle),
      };
      if (await readout.evaluate((e) => e.isContentEditable)) {
        ways["a typed number"] = () => type(handle, readout);
      }
      for (const [way, act] of Object.entries(ways)) {
        if (await moves(host, act)) continue;
        found.push(`${name}: ${way} changes nothing in the picture`);
      }
    }
  }
  return found;
}

/** Tries a button; first stirs the view if it has nothing to do yet. */
async function works(host, button, act) {
  await answer(host, 1);
  for (let round = 0; round < TRIES; round++) {
    const off = await button.getAttribute("aria-disabled");
    const ready = off !== "true" && (await button.isEnabled());
    if (ready && (await changes(host, () => act(button)))) return true;
    await stir(host, round);
  }
  return false;
}

const WAYS = {
  "a click": (button) => button.click(),
  "the Enter key": (button) => button.press("Enter"),
};

/** Every button inside a view does something, by mouse and by keyboard. */
export async function buttons(page) {
  const found = [];
  for (const [i, host] of (await hosts(page)).entries()) {
    for (const [part, all] of await groups(host)) {
      for (const button of all) {
        const name = await nameOf(button);
        for (const [way, act] of Object.entries(WAYS)) {
          if (await works(part, button, act)) continue;
          found.push(`view ${i + 1}, button "${name}": ${way} does nothing`);
        }
      }
    }
  }
  return found;
}

/** The buttons of a view, with the part each acts on: in a quiz, a question. */
async function groups(host) {
  const parts = [];
  for (const part of await host.locator("fieldset").all()) {
    parts.push([part, await part.locator("button").elementHandles()]);
  }
  const rest = host.locator("xpath=.//button[not(ancestor::fieldset)]");
  return [...parts, [host, await rest.elementHandles()]];
}

/** Milliseconds that the page works for a step of a slider: the median of 11. */
async function medianStep(page, session, handle) {
  const names = ["ScriptDuration", "LayoutDuration", "RecalcStyleDuration"];
  const spent = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    const parts = metrics.filter((m) => names.includes(m.name));
    return 1000 * parts.reduce((sum, m) => sum + m.value, 0);
  };
  const times = [];
  await handle.focus();
  for (let k = 0; k < 11; k++) {
    const before = await spent();
    await page.keyboard.press(k % 2 ? "ArrowLeft" : "ArrowRight");
    await page.evaluate(() => new Promise(requestAnimationFrame));
    times.push((await spent()) - before);
  }
  return times.sort((a, b) => a - b)[5];
}

/** A slider's step is computed and painted within a frame (median of 11). */
export async function redraws(page) {
  const found = [];
  const session = await page.context().newCDPSession(page);
  // the page's own time: what other programs do meanwhile does not count
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  for (const handle of await page.locator(".noUi-handle").all()) {
    let median = Infinity;
    // other programs can only add to the time: what is too slow is asked again
    for (let round = 0; round < 3 && median >= FRAME; round++) {
      median = Math.min(median, await medianStep(page, session, handle));
    }
    if (median < FRAME) continue;
    const name = await nameOf(handle);
    found.push(`slider "${name}": ${median.toFixed(1)} ms for one step`);
  }
  return found;
}
