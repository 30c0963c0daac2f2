// Checks that only look at a page. Each returns its findings, in words.
import fs from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const RULES = [
  "wcag2a",
  "wcag2aa",
  "wcag21a",
  "wcag21aa",
  "wcag22aa",
  "best-practice",
];

/** Every stored view has become a picture, and none shows an error. */
export function views(page) {
  return page.evaluate(() => {
    const found = [];
    const stored = document.querySelectorAll('script[type*="widget-view"]');
    stored.forEach((script, i) => {
      const host = script.previousElementSibling;
      const name = `view ${i + 1} of ${stored.length}`;
      if (!host?.matches(".widget-subarea")) found.push(`${name} is missing`);
      else if (host.querySelector(".widget-error")) {
        found.push(`${name}: ${host.innerText}`);
      } else if (host.getBoundingClientRect().height < 40) {
        found.push(`${name} is empty`);
      }
    });
    return found;
  });
}

/** Every formula is typeset without an error, and fits a wide page. */
export function formulas(page) {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll(".math")];
    const bad = [...document.querySelectorAll("mjx-merror")];
    const raw = all.filter((e) => !e.querySelector("mjx-container"));
    const wide = all.filter((e) => {
      const box = e.querySelector("mjx-container[display]");
      return box && box.scrollWidth > box.clientWidth + 1;
    });
    const name = (e) => e.id || e.innerText.slice(0, 60);
    return [
      ...bad.map((e) => `MathJax: ${e.dataset.mjxError ?? e.innerText}`),
      ...raw.map((e) => `not typeset: ${e.textContent}`),
      ...wide.map((e) => `wider than the text at 1280 px: ${name(e)}`),
    ];
  });
}

const dress = (page, theme) =>
  page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);

/** What axe-core finds in a part of the page as it is now, or in all of it. */
export async function faultsIn(
  page, { within = "html", rules = RULES, contrast = true } = {},
) {
  await page.evaluate((axe) => window.axe ?? (0, eval)(axe), AXE);
  return page.evaluate(audit, { rules, within, contrast });
}

/**
 * axe-core in both themes, wide and narrow. Contrast, its slowest rule, is
 * measured on the wide page, which shows every text of the narrow one.
 */
export async function accessibility(page) {
  const found = [];
  await page.emulateMedia({ reducedMotion: "reduce" }); // no half-faded colors
  for (const theme of ["light", "dark"]) {
    await dress(page, theme);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForTimeout(250);
      const faults = await faultsIn(page, { contrast: width === 1280 });
      found.push(...faults.map((f) => `${theme}, ${width} px: ${f}`));
    }
  }
  await dress(page, "light");
  return found;
}

/** Runs in the page: what axe finds, and what it could not measure. */
async function audit({ rules, within, contrast }) {
  const words = (rule, node) => {
    const why = (node.any[0] ?? node.all[0] ?? node.none[0])?.message;
    return `${rule.id}: ${node.target.join(" ")}: ${why}`;
  };
  // "rgb(255, 0, 0)", or "color(srgb 1 0 0)" for a mixed color
  const numbers = (color) => {
    const found = color.match(/[\d.]+/g)?.map(Number) ?? [];
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
  const ground = (e) => {
    const color = getComputedStyle(e).backgroundColor;
    const [, , , alpha = 1] = numbers(color);
    return alpha === 1 || !e.parentElement ? color : ground(e.parentElement);
  };
  // the text of drawings, and text that something covers in part: axe leaves
  // these open; they are held against the ground of the figure or page
  const faint = (node) => {
    const e = document.querySelector(node.target.at(-1));
    const style = getComputedStyle(e);
    const ink = light(e.closest("svg") ? style.fill : style.color);
    const paper = light(ground(e));
    const ratio =
      (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    return ratio < 4.5;
  };
  const result = await window.axe.run(within, {
    runOnly: rules,
    rules: { "color-contrast": { enabled: contrast } },
  });
  const found = result.violations.flatMap((rule) =>
    rule.nodes.map((node) => words(rule, node)),
  );
  for (const rule of result.incomplete) {
    const open = rule.id === "color-contrast" ? rule.nodes.filter(faint) : rule.nodes;
    found.push(...open.map((node) => `undecided ${words(rule, node)}`));
  }
  return found;
}

/** The page never scrolls sideways on a phone; wide parts do, in themselves. */
export async function sideways(page) {
  const found = [];
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 800 });
    await page.waitForTimeout(150);
    const wide = await page.evaluate((limit) => {
      const root = document.scrollingElement;
      if (root.scrollWidth <= limit) return [];
      const clipped = (e) =>
        e.parentElement?.closest("article") &&
        ["auto", "scroll", "hidden"].includes(
          getComputedStyle(e.parentElement).overflowX,
        );
      const inside = (e) => e && (clipped(e) || inside(e.parentElement));
      const names = [...document.body.querySelectorAll("*")]
        .filter((e) => e.getBoundingClientRect().right > limit + 1)
        .filter((e) => !inside(e))
        .map((e) => `<${e.tagName.toLowerCase()} class="${e.className}">`);
      return [`${root.scrollWidth} px wide`, ...new Set(names)].slice(0, 6);
    }, width);
    if (wide.length) found.push(`at ${width} px: ${wide.join(", ")}`);
  }
  return found;
}
