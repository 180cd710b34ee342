/** A bar: what it stands for, how much it is, and whether it is ours. */
export type Bar = { title: string; value: number; isOurs: boolean };

/** Colours that are readable on the page of either theme; the drawing itself has no background. */
const THEMES = {
  light: { text: "#1f2328", soft: "#59636e", line: "#d1d9e0", ours: "#0969da", other: "#818b98" },
  dark: { text: "#f0f6fc", soft: "#9198a1", line: "#3d444d", ours: "#4493f8", other: "#656c76" },
} as const;
export type Theme = keyof typeof THEMES;

const WIDTH = 760;
const LABELS = 250;
const VALUES = 80;
const ROW = 26;
const BAR = 14;
const TOP = 46;
const BOTTOM = 28;

/**
 * Bars over a logarithmic axis, since what is compared differs a thousandfold.
 * @returns an SVG that needs nothing from outside
 */
export function drawBars(title: string, bars: readonly Bar[], theme: Theme): string {
  const { text, soft, line, ours, other } = THEMES[theme];
  const values = bars.map(({ value }) => value);
  const low = 10 ** Math.floor(Math.log10(Math.min(...values)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(...values)));
  const plot = WIDTH - LABELS - VALUES;
  const x = (value: number) => LABELS + (Math.log10(value / low) / Math.log10(high / low)) * plot;
  const height = TOP + bars.length * ROW + BOTTOM;
  const bottom = TOP + bars.length * ROW;
  const ticks: number[] = [];
  for (let tick = low; tick <= high; tick *= 10) ticks.push(tick);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escaped(title)}" font-family="system-ui, -apple-system, 'Segoe UI', sans-serif" font-size="13">`,
    `<text x="0" y="18" fill="${text}" font-size="15" font-weight="600">${escaped(title)}</text>`,
    ...ticks.map(
      (tick) =>
        `<line x1="${at(x(tick))}" y1="${TOP - 6}" x2="${at(x(tick))}" y2="${bottom}" stroke="${line}"/>` +
        `<text x="${at(x(tick))}" y="${bottom + 18}" fill="${soft}" text-anchor="middle" font-size="12">${count(tick)}</text>`,
    ),
    ...bars.map((bar, n) => {
      const y = TOP + n * ROW;
      const middle = y + ROW / 2 + 1;
      // What is at the very start of the axis is still something.
      const length = Math.max(2, x(bar.value) - LABELS);
      return (
        `<text x="${LABELS - 10}" y="${middle}" fill="${bar.isOurs ? text : soft}" text-anchor="end">${escaped(bar.title)}</text>` +
        `<rect x="${LABELS}" y="${y + (ROW - BAR) / 2 - 3}" width="${at(length)}" height="${BAR}" rx="3" fill="${bar.isOurs ? ours : other}"/>` +
        `<text x="${at(LABELS + length + 8)}" y="${middle}" fill="${text}">${count(bar.value)}</text>`
      );
    }),
    "</svg>",
  ];
  return `${parts.join("\n")}\n`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}

function at(position: number): string {
  return position.toFixed(1);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
