// Checks what an interactive figure tells a reader who does not see it.
// Returns its findings, in words.
import { TRIES, hosts, press, stir } from "./touch.mjs";

/** What is read aloud of an interactive figure tells its state, and changes. */
export async function spoken(page) {
  const found = [];
  for (const [i, host] of (await hosts(page)).entries()) {
    if (await host.locator("fieldset").count()) continue; // a quiz
    const heard = host.locator('.nn-heard[role="status"]').first();
    const name = `view ${i + 1}`;
    if (!(await heard.count())) found.push(`${name} says nothing`);
    else if ((await heard.innerText()).trim().length < 20) {
      found.push(`${name} says only "${await heard.innerText()}"`);
    } else if (!(await speaks(host, heard))) {
      found.push(`${name} says the same whatever its controls do`);
    }
  }
  return found;
}

async function speaks(host, heard) {
  const before = await heard.textContent();
  const changed = async () => {
    for (let waited = 0; waited < 1500; waited += 100) {
      if ((await heard.textContent()) !== before) return true;
      await host.page().waitForTimeout(100);
    }
    return false;
  };
  for (let round = 0; round < TRIES; round++) {
    await stir(host, round);
    // not all by the same step: their effects could cancel out
    const last = host.locator(".noUi-handle").last();
    if (round % 2 === 0 && (await last.count())) await press(last);
    const lists = host.locator("select:enabled:visible");
    if (await lists.count()) {
      const names = await lists.first().locator("option").count();
      await lists.first().selectOption({ index: (round + 1) % names });
    }
    if (await changed()) return true;
    const ready = host.locator("button:not([aria-disabled=true]):enabled:visible");
    const count = await ready.count();
    if (count) await ready.nth(round % count).click();
    if (count && (await changed())) return true;
  }
  return false;
}
