// Ticks of an axis of time: months or years, never more than one that is named alike.

const MONTHS = [1, 3, 6];
const YEARS = [1, 2, 5, 10, 20, 50];

export function monthTicks(rows, field, most) {
  const moments = rows.flatMap((row) => [row[field], row.day_after]).filter(Boolean).map((day) => new Date(day).getTime());
  const months = Math.max(1, (Math.max(...moments) - Math.min(...moments)) / 2_629_800_000);
  const step = MONTHS.find((one) => months / one <= most);
  if (step) return { tickCount: { interval: "month", step }, format: "%b %Y" };
  const years = YEARS.find((one) => months / 12 / one <= most) || YEARS.at(-1);
  return { tickCount: { interval: "year", step: years }, format: "%Y" };
}
