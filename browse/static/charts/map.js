// The map: the bundled outline, a circle for each place, and the names that find room.

// Degrees: Syria and Iraq. What lies around them fills the rest of a wider window.
const SHOWN = { west: 35.3, south: 28.9, east: 49, north: 37.7 };
const MARGIN = 12;
const LETTER = 6.4;
const LINE = 14;
const MOST_NAMES = 60;

export function mapSpecification(chart, rows, width) {
  const height = Math.round(Math.min(660, width * 0.82));
  const project = mercator(width, height);
  const most = Math.max(10, ...rows.map((row) => row.claims));
  const area = width < 500 ? [24, 500] : [36, 1100];
  const radius = (row) => Math.sqrt((area[0] + ((area[1] - area[0]) * row.claims) / most) / Math.PI);
  const display = structuredClone(chart.display);
  const layer = (name) => display.layer.find((one) => one.name === name);
  layer("circles").encoding.size.scale = { domain: [0, most], range: area };
  layer("circles").encoding.size.legend.values = [...new Set([1, round(most / 3), round(most)])];
  layer("names").data = { values: named(rows, project, radius, width, height) };
  return {
    data: { values: rows },
    height,
    autosize: "none",
    padding: 0,
    projection: { type: "mercator", ...project.set },
    ...display,
  };
}

// With one digit that is not 0, so that it reads well.
function round(number) {
  const size = 10 ** Math.floor(Math.log10(number));
  return Math.floor(number / size) * size;
}

// Mercator's projection with SHOWN in the middle of the window, as large as fits.
function mercator(width, height) {
  const across = (lon) => (lon * Math.PI) / 180;
  const up = (lat) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
  const scale = Math.min(
    (width - 2 * MARGIN) / (across(SHOWN.east) - across(SHOWN.west)),
    (height - 2 * MARGIN) / (up(SHOWN.north) - up(SHOWN.south)),
  );
  const x = width / 2 - (scale * (across(SHOWN.east) + across(SHOWN.west))) / 2;
  const y = height / 2 + (scale * (up(SHOWN.north) + up(SHOWN.south))) / 2;
  const project = ({ lon, lat }) => [x + scale * across(lon), y - scale * up(lat)];
  project.set = { scale, translate: [x, y] };
  return project;
}

// Names of places, those with the most claims first, where they hide neither each other nor the
// circles of places that are named already; the rest are told by pointing, and in the table.
function named(rows, project, radius, width, height) {
  const taken = [];
  const placed = [];
  for (const row of rows.slice(0, MOST_NAMES)) {
    const [x, y] = project(row);
    const r = radius(row);
    const long = row.place.length * LETTER;
    const ways = [
      { align: "center", dx: 0, dy: -r - 7, box: [x - long / 2, y - r - LINE, long, LINE] },
      { align: "left", dx: r + 3, dy: 0, box: [x + r + 2, y - LINE / 2, long, LINE] },
      { align: "right", dx: -r - 3, dy: 0, box: [x - r - 2 - long, y - LINE / 2, long, LINE] },
      { align: "center", dx: 0, dy: r + 8, box: [x - long / 2, y + r, long, LINE] },
    ];
    const circle = [x - r, y - r, 2 * r, 2 * r];
    const way = ways.find(({ box }) => isWithin(box, width, height) && !taken.some((other) => meet(box, other)));
    taken.push(circle);
    if (!way) continue;
    taken.push(way.box);
    const { lon, lat, place } = row;
    placed.push({ lon, lat, place, align: way.align, dx: way.dx, dy: way.dy });
  }
  return placed;
}

const isWithin = ([x, y, wide, high], width, height) => x >= 0 && y >= 0 && x + wide <= width && y + high <= height;

const meet = ([x, y, wide, high], [u, v, broad, tall]) => x < u + broad && u < x + wide && y < v + tall && v < y + high;
