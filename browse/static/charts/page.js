// Asks Datasette for the rows of each chart of the page, and shows them: drawn, and as a table.
// What the rows hold is only ever set as text.

import { keepDrawn } from "./drawing.js";
import { count, inWords } from "./words.js";

for (const figure of document.querySelectorAll("[data-rows]")) {
  show(figure).catch((error) => tell(figure, "failed", `This could not be drawn: ${error.message}`));
}

async function show(figure) {
  const chart = JSON.parse(figure.querySelector("script").textContent);
  const answer = await fetch(figure.dataset.rows);
  const told = await answer.json();
  if (!told.ok) throw new Error(told.error);
  if (chart.library === "sentence") {
    figure.querySelector(".drawing").textContent = told.rows[0].sentence;
    figure.dataset.state = "drawn";
    return;
  }
  if (!told.rows.length) {
    tell(figure, "empty", chart.empty);
    return;
  }
  const asked = new URL(figure.dataset.rows, location.href).searchParams;
  const rows = told.rows.map((row) => inWords(row, chart, asked));
  fillTable(figure, rows, chart.columns);
  if (told.truncated) {
    figure.querySelector(".cut").textContent =
      `Only the first ${count(rows.length)} rows are drawn: choose less, such as a shorter time.`;
  }
  await keepDrawn(figure.querySelector(".drawing"), chart, rows);
  figure.dataset.state = "drawn";
}

function tell(figure, state, sentence) {
  const told = document.createElement("p");
  told.className = "no-drawing";
  told.textContent = sentence;
  figure.querySelector(".drawing").replaceChildren(told);
  figure.querySelector(".as-table")?.remove();
  figure.dataset.state = state;
}

function fillTable(figure, rows, columns) {
  const table = document.createElement("table");
  table.className = "answer";
  const head = table.createTHead().insertRow();
  for (const [name, heading] of columns) {
    const cell = document.createElement("th");
    cell.className = kindOf(name, rows);
    cell.scope = "col";
    cell.textContent = heading;
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    columns.forEach(([name, heading], index) => {
      const cell = line.insertCell();
      cell.className = kindOf(name, rows);
      cell.dataset.heading = heading;
      fillCell(cell, row[name], index === 0 && row.href);
    });
  }
  figure.querySelector(".as-table .rows").replaceChildren(table);
}

function kindOf(column, rows) {
  if (column === "number") return "count figure";
  return rows.some((row) => typeof row[column] === "number") ? "count" : column;
}

function fillCell(cell, value, href) {
  const text = typeof value === "number" ? count(value) : (value ?? "");
  cell.dir = "auto";
  if (!href) {
    cell.textContent = text;
    return;
  }
  const link = document.createElement("a");
  link.href = href;
  link.textContent = text;
  cell.append(link);
}
