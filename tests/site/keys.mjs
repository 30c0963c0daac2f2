// Checks of a page used without a mouse, and without motion. Each returns its
// findings, in words.

const MOST_STOPS = 900;

/** Puts `stops`, and what a stop must look like, into the page. */
function prepare() {
  const numbers = (color) => {
    const found = color.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0];
    const unit = color.startsWith("color(") ? 255 : 1;
    return found.map((v, i) => (i < 3 ? v * unit : v));
  };
  const light = (color) => {
    const part = numbers(color)
      .slice(0, 3)
      .map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  // what lies under a ring: the nearest ground that is as wide as the ring
  const ground = (ring, e) => {
    const color = getComputedStyle(e).backgroundColor;
    const [, , , alpha = 1] = numbers(color);
    const box = e.getBoundingClientRect();
    const wide = box.top <= ring.top && box.bottom >= ring.bottom;
    if (!e.parentElement || (alpha === 1 && wide)) return color;
    return ground(ring, e.parentElement);
  };
  const contrast = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const name = (e) => {
    const words = e.getAttribute("aria-label") ?? e.textContent.trim();
    return `<${e.localName} class="${e.getAttribute("class") ?? ""}"> "${words.slice(0, 40)}"`;
  };
  // the ring of an element, or of the label that stands for it
  const ring = (e) => {
    const style = getComputedStyle(e);
    const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return drawn ? style.outlineColor : null;
  };
  window.book = {
    stops: new Set(),
    name,
    /** What is wrong with the place of the focus, or nothing. */
    look(e) {
      const box = e.getBoundingClientRect();
      if (box.width * box.height < 1) return `${name(e)} is invisible`;
      const color = ring(e) ?? [...(e.labels ?? [])].map(ring).find(Boolean);
      if (!color) return `${name(e)} shows no ring`;
      const ratio = contrast(color, ground(box, e.parentElement ?? e));
      return ratio < 3 ? `${name(e)}: a ring of contrast ${ratio.toFixed(1)}` : "";
    },
  };
}

/** Presses Tab until the focus comes round; looks at every stop. */
async function walk(page) {
  const found = new Set();
  await page.evaluate(() => {
    document.activeElement?.blur();
    getSelection().removeAllRanges();
    scrollTo(0, 0);
  });
  for (let k = 0; k < MOST_STOPS; k++) {
    await page.keyboard.press("Tab");
    const seen = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return { end: window.book.stops.size > 0 };
      if (window.book.stops.has(e)) return { end: true };
      window.book.stops.add(e);
      return { fault: window.book.look(e) };
    });
    if (seen.end) return found;
    if (seen.fault) found.add(seen.fault);
  }
  return found.add(`more than ${MOST_STOPS} stops of the Tab key`);
}

/** Controls in sight that the Tab key does not reach. */
function missed() {
  const { stops, name } = window.book;
  const kinds = 'a[href], button, input, select, textarea, summary, [role="slider"], [tabindex="0"]';
  const groups = new Set([...stops].map((e) => e.type === "radio" && e.name));
  return [...document.querySelectorAll(kinds)]
    .filter((e) => !stops.has(e) && !e.disabled && e.tabIndex >= 0)
    .filter((e) => e.checkVisibility({ visibilityProperty: true }))
    .filter((e) => !e.closest("[inert], dialog:not([open])"))
    .filter((e) => !(e.type === "radio" && groups.has(e.name)))
    .map((e) => `${name(e)} is not reached`);
}

/** One stop of each kind again, in the dark theme. */
function dark() {
  const faults = [];
  const kinds = new Map();
  for (const e of window.book.stops) {
    kinds.set(`${e.localName} ${e.getAttribute("class")}`, e);
  }
  document.documentElement.dataset.theme = "dark";
  for (const e of kinds.values()) {
    if (!e.isConnected || !e.checkVisibility()) continue;
    e.focus({ focusVisible: true, preventScroll: true });
    if (document.activeElement === e) faults.push(window.book.look(e));
  }
  document.documentElement.dataset.theme = "light";
  return faults.filter(Boolean).map((fault) => `dark: ${fault}`);
}

/** Every control is reached by the Tab key and shows where the focus is. */
export async function focus(page) {
  await page.evaluate(prepare);
  const found = [...(await walk(page))];
  found.push(...(await page.evaluate(missed)));
  found.push(...(await page.evaluate(dark)));
  return found;
}

/** Nothing moves by itself for a reader who asked for less motion. */
export async function motion(page) {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const found = await page.evaluate(async () => {
    const faults = [];
    for (const e of document.querySelectorAll("*")) {
      const style = getComputedStyle(e);
      const what = `<${e.localName} class="${e.getAttribute("class") ?? ""}">`;
      if (style.animationName !== "none") faults.push(`${what} is animated`);
      if (/[1-9]/.test(style.transitionDuration)) faults.push(`${what} fades or slides`);
      if (style.scrollBehavior === "smooth") faults.push(`${what} scrolls smoothly`);
    }
    const look = () =>
      [...document.querySelectorAll(".widget-subarea .nn-view")].map((view) => {
        const drawn = [...view.querySelectorAll("canvas")].map((c) => c.toDataURL());
        return view.innerHTML + drawn;
      });
    const before = look();
    await new Promise((next) => setTimeout(next, 600));
    look().forEach((after, i) => {
      if (after !== before[i]) faults.push(`view ${i + 1} changes by itself`);
    });
    return [...new Set(faults)].slice(0, 8);
  });
  await page.emulateMedia({ reducedMotion: null });
  return found;
}
