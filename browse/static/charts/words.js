// What people read of a row: a number with its sign, a period, who is blamed, a link.

const SIGNS = { at_least: "≥ ", more_than: "> ", about: "~ ", up_to: "≤ " };
const SCOPES = { incident: "one incident", period_total: "a period", cumulative: "all since a start" };
const numbers = new Intl.NumberFormat("en");
const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const months = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const languages = new Intl.DisplayNames(["en"], { type: "language" });

// Choices of the filters that are no names but say that there is none.
const NO_NAME = new Map([
  ["not stated", (column) => [[`${column}__isnull`, "1"]]],
  ["no party named", (column) => [[`${column}_text__isnull`, "1"], [`${column}__isnull`, "1"]]],
  ["a party not listed", (column) => [[`${column}__isnull`, "1"], [`${column}_text__notnull`, "1"]]],
]);

export const count = (number) => numbers.format(number);

export function inWords(row, chart, asked) {
  const said = { ...row };
  if ("count_min" in row) said.number = numberOf(row);
  if ("date_start" in row) said.when = periodOf(row.date_start, row.date_end);
  if ("month" in row) said.when_month = months.format(new Date(row.month));
  if ("language" in row) said.language_name = row.language ? languages.of(row.language) : "not known";
  if ("party" in row) said.blamed = row.party + doubtOf(row.attribution);
  if ("part_of" in row) said.part = row.part_of === null ? "no larger figure" : count(row.part_of);
  if ("quote" in row) said.words = shortened(row.quote);
  if ("place_kind" in row) said.place_named = row.place_kind === "country" ? row.place : `${row.place} (${row.place_kind})`;
  if ("claimant" in row && said.number) {
    said.largest = `${said.number} (${row.claimant}: ${SCOPES[row.scope]})`;
    said.largest_by = row.claimant;
  }
  if (chart.opens) said.href = address(chart.opens, row, asked);
  return said;
}

function numberOf({ count_min: least, count_max: most, qualifier }) {
  if (least === null) return "no number";
  const range = most > least ? `–${count(most)}` : "";
  return (SIGNS[qualifier] || "") + count(least) + range;
}

function periodOf(first, last) {
  if (!first) return last ? `until ${days.format(new Date(last))}` : "no date";
  const start = new Date(first);
  if (!last) return `since ${days.format(start)}`;
  const end = new Date(last);
  if (first === last) return days.format(start);
  const next = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0));
  if (start.getUTCDate() === 1 && next.getTime() === end.getTime()) return months.format(start);
  return `${days.format(start)} – ${days.format(end)}`;
}

function doubtOf(attribution) {
  return attribution === "suspected" || attribution === "contested" ? ` (${attribution})` : "";
}

function shortened(words) {
  return words.length > 160 ? `${words.slice(0, 159)}…` : words;
}

// Of "/reports/report?publisher={publisher}&language={:language}" with what the row says, and after
// a colon what was asked; a filter of which that says nothing is left out.
function address(pattern, row, asked) {
  const filled = (words) =>
    words.replace(/\{(:?)(\w+)\}/g, (_, colon, name) => (colon ? asked.get(name) : row[name]) ?? "");
  const [, path, query, anchor] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/.exec(pattern);
  const filters = new URLSearchParams();
  for (const [column, words] of new URLSearchParams(query)) {
    const value = filled(words);
    const pairs = NO_NAME.has(value) ? NO_NAME.get(value)(column) : [[column, value]];
    for (const [name, wanted] of value ? pairs : []) filters.append(name, wanted);
  }
  const question = filters.size ? `?${filters}` : "";
  return encodeURI(filled(path)) + question + (anchor ? filled(anchor) : "");
}
