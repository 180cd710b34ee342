/**
 * `node scripts/fonts.mjs` makes the fonts of the pages, app/fonts/*.woff2, from those of the package `geist`: the weights that pages use, and Latin apart from
 * everything else, which a browser loads when a page shows any of it. Run it after an update of `geist`, or when the ranges in app/fonts/fonts.ts change,
 * and commit what it wrote.
 */
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import subsetFont from "subset-font";

const root = path.resolve(import.meta.dirname, "..");
const geist = path.join(root, "node_modules/geist");
const fonts = path.join(root, "app/fonts");

const SOURCES = [
  { name: "geist", file: "dist/fonts/geist-sans/Geist-Variable.woff2" },
  { name: "geist-mono", file: "dist/fonts/geist-mono/GeistMono-Variable.woff2" },
];
/** `font-medium` and `font-semibold` are what there is beside normal text. */
const WEIGHTS = { min: 400, max: 600 };

const fontsTs = readFileSync(path.join(fonts, "fonts.ts"), "utf8");
const [latin, rest] = new Set([...fontsTs.matchAll(/value:\s*"(U\+.*)"/g)].map(([, range]) => range));

for (const { name, file } of SOURCES) {
  const source = readFileSync(path.join(geist, file));
  for (const [part, range] of Object.entries({ latin, rest })) {
    const font = await subsetFont(source, charactersOf(range), {
      targetFormat: "woff2",
      variationAxes: { wght: WEIGHTS },
    });
    writeFileSync(path.join(fonts, `${name}-${part}.woff2`), font);
    console.log(`${name}-${part}.woff2  ${(font.length / 1000).toFixed(1)} kB`);
  }
}
// The licence asks to be with each copy.
copyFileSync(path.join(geist, "LICENSE.txt"), path.join(fonts, "LICENSE.txt"));

/** @param range as CSS writes it: `U+20-7E, U+2192` */
function charactersOf(range) {
  return range
    .split(", ")
    .map((part) => {
      const [from, to = from] = part.slice(2).split("-");
      const first = Number.parseInt(from, 16);
      const length = Number.parseInt(to, 16) - first + 1;
      // Half a surrogate pair is no character.
      return Array.from({ length }, (_, index) => first + index)
        .filter((point) => point < 0xd800 || point > 0xdfff)
        .map((point) => String.fromCodePoint(point))
        .join("");
    })
    .join("");
}
