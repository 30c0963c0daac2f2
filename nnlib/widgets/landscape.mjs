// A loss of two weights as a landscape in three dimensions, with walks on it.
import { clamp, drawing, scale, svg } from "./kit.mjs";
import { heights } from "./contours.mjs";
import { surfaceValue } from "./surfaces.mjs";
import { layers, paintWalk } from "./walks.mjs";

const MESH = 20; // quadrilaterals along each side

/**
 * A point (x, y, z) of the box [−1, 1]² × [0, 1] seen from a direction:
 * [right, up]. From tilt 90° (straight above) and turn 0° it is the map.
 */
export function project([x, y, z], turn, tilt) {
  const [t, f] = [(turn * Math.PI) / 180, (tilt * Math.PI) / 180];
  const away = x * Math.sin(t) + y * Math.cos(t);
  return [
    x * Math.cos(t) - y * Math.sin(t),
    away * Math.sin(f) + 1.25 * (z - 0.5) * Math.cos(f),
  ];
}

/** The grid's cells, those behind first, so that nearer ones cover them. */
export function backToFront(n, turn) {
  const t = (turn * Math.PI) / 180;
  const order = (away) =>
    Array.from({ length: n }, (_, k) => (away > 0 ? n - 1 - k : k));
  const cells = [];
  for (const j of order(Math.cos(t))) {
    for (const i of order(Math.sin(t))) cells.push([i, j]);
  }
  return cells;
}

/** The two sides of the square that are turned to the reader: ±1, ±1. */
export function nearSides(turn) {
  const t = (turn * Math.PI) / 180;
  return [Math.sin(t) > 0 ? -1 : 1, Math.cos(t) > 0 ? -1 : 1];
}

const SPACE = { width: 360, height: 320, middle: [180, 160], unit: 118 };

export function landscapePanel(el, looks, turned) {
  const root = drawing(el, SPACE.width, SPACE.height);
  root.classList.add("nn-landscape");
  const ground = svg("path", { class: "nn-ground" }, root);
  const mesh = svg("g", { class: "nn-mesh" }, root);
  // unlike a path's d, a polygon's points are no style: nothing is restyled
  const cells = Array.from({ length: MESH * MESH }, () => svg("polygon", {}, mesh));
  const names = ["w₁", "w₂"].map((name) =>
    svg("text", { class: "nn-middle" }, root, name));
  const pin = svg("path", { class: "nn-guide" }, root);
  const walks = layers(root, looks);
  let [surface, grid, sx, sy, sz] = [null, null, null, null, null];
  let [turn, tilt, order] = [0, 0, ""];

  const place = (p) => {
    const [right, up] = project(p, turn, tilt);
    return [SPACE.middle[0] + SPACE.unit * right, SPACE.middle[1] - SPACE.unit * up];
  };
  const written = (corners) =>
    `M${corners.map((p) => place(p).map((v) => v.toFixed(1)).join(" ")).join("L")}`;

  function set(next) {
    surface = next;
    const rows = heights(surface.key, surface.box, MESH + 1, MESH + 1);
    const all = rows.flat();
    sz = scale([Math.min(...all), Math.max(...all)], [0, 1]);
    sx = scale(surface.box[0], [-1, 1]);
    sy = scale(surface.box[1], [-1, 1]);
    grid = rows.map((row) => row.map(sz));
    cells.forEach((cell, k) => {
      const [i, j] = [k % MESH, Math.floor(k / MESH)];
      const height = (grid[j][i] + grid[j][i + 1] + grid[j + 1][i] + grid[j + 1][i + 1]) / 4;
      cell.setAttribute("class", `nn-deep${Math.round(9 * (1 - height) ** 1.4)}`);
    });
    order = "";
  }

  /** Seen from another side; `show` draws the walks anew. */
  function look(newTurn, newTilt) {
    [turn, tilt] = [newTurn, newTilt];
    const at = (k) => -1 + (2 * k) / MESH;
    const corners = grid.map((row, j) =>
      row.map((z, i) => place([at(i), at(j), z]).map((v) => v.toFixed(1)).join(" ")));
    cells.forEach((cell, k) => {
      const [i, j] = [k % MESH, Math.floor(k / MESH)];
      cell.setAttribute("points",
        `${corners[j][i]} ${corners[j][i + 1]} ${corners[j + 1][i + 1]} ${corners[j + 1][i]}`);
    });
    stack(backToFront(MESH, turn));
    ground.setAttribute("d", `${written([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]])}Z`);
    const [toX, toY] = nearSides(turn); // the names stand on the near sides
    [[0, 1.18 * toY, 0], [1.18 * toX, 0, 0]].forEach((p, k) => {
      const [x, y] = place(p);
      names[k].setAttribute("x", x);
      names[k].setAttribute("y", y + 5);
    });
  }

  /** Bring the cells into this order, if they are not: it changes rarely. */
  function stack(wanted) {
    const name = `${wanted[0]} ${wanted[1]}`;
    if (name === order) return;
    order = name;
    mesh.append(...wanted.map(([i, j]) => cells[j * MESH + i]));
  }

  const inSpace = ([a, b]) => {
    const [x, y] = [sx(a), sy(b)];
    if (!(Math.abs(x) <= 1 && Math.abs(y) <= 1)) return null;
    return [x, y, sz(surfaceValue(surface.key, [a, b])) + 0.015];
  };

  function show(shown) {
    for (const name of looks) {
      const walk = shown.find((each) => each.look === name);
      const points = walk ? walk.points.map(inSpace) : [];
      paintWalk(walks[name], name, points.map((p) => p && place(p)), false);
    }
    const p = shown.length === 1 && inSpace(shown[0].points.at(-1));
    pin.setAttribute("d", p ? written([p, [p[0], p[1], 0]]) : "");
  }

  if (turned) rotatable(root, () => [turn, tilt], turned);
  return { root, set, look, show };
}

/** Drag across to turn, up and down to tilt (touch: across only, so that a
    finger can still scroll the page). */
function rotatable(root, now, turned) {
  let from = null;
  root.addEventListener("pointerdown", (event) => {
    from = [event.clientX, event.clientY, ...now()];
    root.setPointerCapture(event.pointerId);
    if (event.pointerType === "mouse") event.preventDefault();
  });
  root.addEventListener("pointermove", (event) => {
    if (!from || !root.hasPointerCapture(event.pointerId)) return;
    const [x, y, turn, tilt] = from;
    const across = Math.round(turn + (event.clientX - x) * 0.6);
    turned(
      ((across + 540) % 360) - 180,
      clamp(Math.round(tilt + (event.clientY - y) * 0.4), 0, 90),
    );
  });
}
