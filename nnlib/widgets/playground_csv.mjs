// Points that the reader pastes: three columns, with errors that teach.
import { MOST_POINTS } from "./playground_state.mjs";

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const FORM = "Each line needs three columns: x1, x2, label. For example: 1.5, -2, 0";

const rounded = (v) => Number(v.toFixed(3)) + 0; // + 0: no minus zero

function separatorOf(line) {
  return [";", "\t", ","].find((mark) => line.includes(mark)) ?? /\s+/;
}

/** The lines as rows of three texts; a first line of names is left out. */
function rowsOf(text) {
  const lines = text.split(/\r\n|\r|\n/)
    .map((line, i) => ({ number: i + 1, line: line.trim() }))
    .filter(({ line }) => line !== "");
  if (lines.length === 0) throw new Error(`There is nothing to read. ${FORM}`);
  const mark = separatorOf(lines[0].line);
  const rows = lines.map(({ number, line }) => {
    let cells = line.split(mark).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
    // "1,5; 2,0; a": a decimal comma where the columns are parted otherwise
    if (mark !== ",") cells = cells.map((cell) => cell.replace(/^([+-]?\d+),(\d+)$/, "$1.$2"));
    return { number, line, cells };
  });
  const named = rows[0].cells.slice(0, 2).every((cell) => cell && !NUMBER.test(cell));
  return named ? rows.slice(1) : rows;
}

function checkRow({ number, line, cells }) {
  const quoted = line.length > 40 ? `${line.slice(0, 40)}…` : line;
  if (cells.length !== 3) {
    const columns = cells.length === 1 ? "1 column" : `${cells.length} columns`;
    throw new Error(`Line ${number}, “${quoted}”, has ${columns}. ${FORM}`);
  }
  for (const [k, name] of [[0, "x1"], [1, "x2"]]) {
    if (!NUMBER.test(cells[k]) || !Number.isFinite(Number(cells[k]))) {
      throw new Error(
        `Line ${number}: ${name} is “${cells[k]}”, which is not a number. `
        + "Write it with a decimal point, such as 0.5, and leave out what is missing.");
    }
  }
  if (cells[2] === "") {
    throw new Error(`Line ${number}, “${quoted}”, has no label. ${FORM}`);
  }
}

/** Labels as classes 0, 1, 2 or as numbers from −1 to 1, with a note. */
function readLabels(texts) {
  const distinct = [...new Set(texts)];
  const numeric = texts.every((text) => NUMBER.test(text));
  const values = texts.map(Number);
  if (numeric && (distinct.length > 3 || values.some((v) => !Number.isInteger(v)))) {
    return scaledNumbers(values);
  }
  if (distinct.length > 3) {
    throw new Error(
      `There are ${distinct.length} classes (${distinct.slice(0, 4).join(", ")}, …) and room `
      + "for three. Keep the points of two or three of them.");
  }
  if (distinct.length < 2) {
    throw new Error(
      `All labels are “${distinct[0]}”. A network learns from the difference: `
      + "give points of two or three classes.");
  }
  const sorted = distinct.sort(numeric ? (a, b) => a - b : undefined);
  return {
    kind: "classes",
    labels: texts.map((text) => sorted.indexOf(text)),
    note: `Classes: ${sorted.map((name, k) => `${name} is class ${k}`).join(", ")}.`,
  };
}

function scaledNumbers(values) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low >= -1 && high <= 1) {
    return { kind: "numbers", labels: values, note: "Labels: numbers to predict." };
  }
  if (low === high) {
    throw new Error(`All labels are ${low}. Give numbers that differ, or classes.`);
  }
  return {
    kind: "numbers",
    labels: values.map((v) => (2 * (v - low)) / (high - low) - 1),
    note: `Labels: numbers to predict, ${low} to ${high} drawn together to −1 to 1.`,
  };
}

/** A feature as it is if it fits the picture, else from −5 to 5. */
function fitted(values, name, notes) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (low >= -6 && high <= 6) return values;
  notes.push(`${name} runs from ${low} to ${high} and is scaled to −5 to 5.`);
  if (low === high) return values.map(() => 0);
  return values.map((v) => (10 * (v - low)) / (high - low) - 5);
}

/**
 * Points from text: {points, kind, notes}; an error says which line is wrong,
 * what was found and what to write instead.
 */
export function parsePoints(text) {
  const rows = rowsOf(text);
  rows.forEach(checkRow);
  if (rows.length < 2) throw new Error(`One line is not enough. ${FORM}`);
  if (rows.length > MOST_POINTS) {
    throw new Error(
      `${rows.length} points are more than the ${MOST_POINTS} that fit in a link. `
      + "Paste a random part of them.");
  }
  const { kind, labels, note } = readLabels(rows.map(({ cells }) => cells[2]));
  const notes = [`${rows.length} points read. ${note}`];
  const [x1, x2] = [0, 1].map((k) =>
    fitted(rows.map(({ cells }) => Number(cells[k])), `x${k + 1}`, notes));
  const points = labels.map((label, i) => [x1[i], x2[i], label].map(rounded));
  return { points, kind, notes };
}
