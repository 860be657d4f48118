// Parties keep their colour whatever is asked.

const KNOWN = new Map([
  ["Syrian regime", "#d55e00"],
  ["Russian forces", "#0072b2"],
  ["Syrian-Russian alliance", "#7b4ba0"],
  ["US-led coalition", "#009e73"],
  ["ISIS", "#1b1d21"],
  ["Hay'at Tahrir al-Sham", "#7a5c00"],
  ["Syrian Democratic Forces", "#e0a100"],
  ["Turkish forces", "#c2185b"],
  ["Terrorists", "#8c510a"],
  ["no party named", "#8a929b"],
  ["a party not listed", "#b9bfc6"],
  ["other parties", "#5ab4d6"],
]);
const FURTHER = ["#56b4e9", "#cc79a7", "#6b8e23", "#00897b", "#5c6bc0", "#a1887f", "#ef6c00", "#3949ab", "#ad1457"];
const MOST = 9;

// Gives each row its `colour`, a party or "other parties", and returns the scale of them. Beyond
// nine parties the rarer ones share one colour.
export function partyScale(rows) {
  const found = new Map();
  for (const { party } of rows) found.set(party, (found.get(party) || 0) + 1);
  const ranked = [...found].sort((one, other) => other[1] - one[1]).map(([party]) => party);
  const shown = ranked.length > MOST ? ranked.slice(0, MOST - 1) : ranked;
  for (const row of rows) row.colour = shown.includes(row.party) ? row.party : "other parties";
  const domain = shown.length < ranked.length ? [...shown, "other parties"] : shown;
  const free = [...FURTHER];
  return { domain, range: domain.map((party) => KNOWN.get(party) || free.shift()) };
}
