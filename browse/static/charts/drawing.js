// Draws one chart with Vega-Lite, as wide as its place in the page.
/* global vegaEmbed */

import { mapSpecification } from "./map.js";
import { partyScale } from "./parties.js";
import { timeTicks } from "./ticks.js";
import { count } from "./words.js";

const INK = "#343b43";
const NARROW = 500;

// Drawn anew where the page gets another width, as when a phone is turned.
export async function keepDrawn(place, chart, rows) {
  let drawn = null;
  let width = 0;
  const draw = async () => {
    if (!place.clientWidth || Math.abs(place.clientWidth - width) < 8) return;
    width = place.clientWidth;
    if (drawn) drawn.finalize();
    drawn = await vegaEmbed(place, specification(chart, rows, width), {
      renderer: "svg",
      actions: false,
      // The page may hold no styles but those of its own files.
      defaultStyle: false,
      tooltip: { disableDefaultStyle: true },
    });
  };
  await draw();
  new ResizeObserver(() => requestAnimationFrame(draw)).observe(place);
}

function specification(chart, rows, width) {
  const drawing = chart.library === "map" ? mapSpecification(chart, rows, width) : axesSpecification(chart, rows, width);
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `${chart.title}: ${count(rows.length)} rows. The same stands in the table under the chart.`,
    width,
    background: null,
    config: look(width),
    ...drawing,
  };
}

function axesSpecification(chart, rows, width) {
  const values = rows.map((row) => ({ ...row }));
  const display = structuredClone(chart.display);
  const { x, color } = display.encoding;
  if (color?.field === "colour") color.scale = partyScale(values);
  if (x.type === "temporal") x.axis = timeTicks(values, x.field, most(width));
  if (display.layer) display.layer = withRanges(display.layer, values);
  return { data: { values }, height: heightOf(chart, rows, width), autosize: { type: "fit", contains: "padding" }, ...display };
}

// The layer of ranges is drawn of the figures that are ranges, and only where there are any.
function withRanges(layers, values) {
  const ranges = values.filter((row) => row.count_max > row.count_min);
  return layers
    .filter((layer) => layer.name !== "ranges" || ranges.length)
    .map((layer) => (layer.name === "ranges" ? { ...layer, data: { values: ranges } } : layer));
}

// A chart of bars is as high as its bars; the others have room for the legend that stands above.
function heightOf(chart, rows, width) {
  if (!chart.step) return Math.round(Math.min(520, Math.max(320, width * 0.45)));
  const bars = new Set(rows.map((row) => row[chart.display.encoding.y.field])).size;
  return 90 + bars * chart.step;
}

const most = (width) => (width < NARROW ? 5 : 10);

function look(width) {
  const columns = Math.max(1, Math.floor(width / 175));
  return {
    font: "system-ui, sans-serif",
    view: { stroke: null },
    axis: { labelColor: INK, titleColor: INK, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal", gridColor: "#e6e9ec", domainColor: "#9aa3ad", tickColor: "#9aa3ad", labelOverlap: true },
    axisX: { grid: false },
    axisXQuantitative: { format: ",d", tickCount: { expr: `max(1, min(${most(width)}, floor(domain('x')[1])))` } },
    axisYQuantitative: { format: ",d", tickCount: { expr: `max(1, min(6, floor(domain('y')[1])))` } },
    legend: { orient: "top", titleFontSize: 12, labelFontSize: 12, labelColor: INK, titleColor: INK, titleFontWeight: "normal", labelLimit: width / columns - 45, columns, symbolStrokeWidth: 3, symbolOpacity: 1 },
    range: { category: ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a5c00", "#1b1d21"] },
  };
}
