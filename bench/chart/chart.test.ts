import { expect, test } from "vitest";
import { drawBars } from "./chart";

const bars = [
  { title: "a < b & c", value: 40_000, isOurs: false },
  { title: "ours", value: 40, isOurs: true },
  { title: "least", value: 10, isOurs: true },
];

test("a bar is longer the more it stands for, and says how much that is", () => {
  const svg = drawBars("Requests a second", bars, "light");
  const widths = [...svg.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));
  expect(widths).toEqual([...widths].sort((a, b) => b - a));
  // Something is seen of what is least, too.
  expect(Math.min(...widths)).toBeGreaterThan(0);
  for (const value of ["40,000", "40", "10"]) expect(svg).toContain(`>${value}</text>`);
});

test("what a bar is called cannot break the drawing", () => {
  expect(drawBars("A & B", bars, "dark")).toContain(">a &lt; b &amp; c</text>");
});

test("the two themes differ in nothing but colours", () => {
  const [light, dark] = [drawBars("A", bars, "light"), drawBars("A", bars, "dark")];
  const bare = (svg: string) => svg.replaceAll(/#[0-9a-f]{6}/g, "#");
  expect(light).not.toBe(dark);
  expect(bare(light)).toBe(bare(dark));
});
