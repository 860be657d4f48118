// Ticks of an axis of time: days, months or years, never more than one that is named alike.

const MONTHS = [1, 3, 6];
const DAY = 86_400_000;
const YEARS = [1, 2, 5, 10, 20, 50];

export function timeTicks(rows, field, most) {
  const moments = rows.flatMap((row) => [row[field], row.day_after]).filter(Boolean).map((day) => new Date(day).getTime());
  const days = (Math.max(...moments) - Math.min(...moments)) / DAY;
  const first = new Date(Math.min(...moments)).getUTCDate();
  if (days < 31 && first > 1) {
    return { tickCount: { interval: "day", step: Math.ceil((days + 1) / most) }, format: "%-d %b %Y" };
  }
  const months = Math.max(1, days / 30.44);
  const step = MONTHS.find((one) => months / one <= most);
  if (step) return { tickCount: { interval: "month", step }, format: "%b %Y" };
  const years = YEARS.find((one) => months / 12 / one <= most) || YEARS.at(-1);
  return { tickCount: { interval: "year", step: years }, format: "%Y" };
}
