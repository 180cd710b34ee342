import localFont from "next/font/local";

// Next.js reads these calls without running them: what two of them share is written twice. The files are made by scripts/fonts.mjs: Latin as Western
// and Central European languages write it, with the signs of our own texts, and apart from it all else that Geist can write, such as Cyrillic.

const sans = localFont({
  src: "./geist-latin.woff2",
  variable: "--font-geist-sans",
  weight: "400 600",
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+20-7E, U+A0-17F, U+218-21B, U+2C6, U+2DC, U+2010-2014, U+2018-201A, U+201C-201E, U+2020-2022, U+2026, U+2030, U+2039-203A, U+20AC, U+2122, U+2190-2193, U+21B5, U+2212, U+2248, U+2260, U+2264-2265, U+2318",
    },
  ],
});

const sansRest = localFont({
  src: "./geist-rest.woff2",
  variable: "--font-geist-sans-rest",
  weight: "400 600",
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+180-217, U+21C-2C5, U+2C7-2DB, U+2DD-200F, U+2015-2017, U+201B, U+201F, U+2023-2025, U+2027-202F, U+2031-2038, U+203B-20AB, U+20AD-2121, U+2123-218F, U+2194-21B4, U+21B6-2211, U+2213-2247, U+2249-225F, U+2261-2263, U+2266-2317, U+2319-FFFF",
    },
  ],
  // Asked for by a page that shows such a character, and by no other.
  preload: false,
  adjustFontFallback: false,
});

const mono = localFont({
  src: "./geist-mono-latin.woff2",
  variable: "--font-geist-mono",
  weight: "400 600",
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+20-7E, U+A0-17F, U+218-21B, U+2C6, U+2DC, U+2010-2014, U+2018-201A, U+201C-201E, U+2020-2022, U+2026, U+2030, U+2039-203A, U+20AC, U+2122, U+2190-2193, U+21B5, U+2212, U+2248, U+2260, U+2264-2265, U+2318",
    },
  ],
  adjustFontFallback: false,
});

const monoRest = localFont({
  src: "./geist-mono-rest.woff2",
  variable: "--font-geist-mono-rest",
  weight: "400 600",
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+180-217, U+21C-2C5, U+2C7-2DB, U+2DD-200F, U+2015-2017, U+201B, U+201F, U+2023-2025, U+2027-202F, U+2031-2038, U+203B-20AB, U+20AD-2121, U+2123-218F, U+2194-21B4, U+21B6-2211, U+2213-2247, U+2249-225F, U+2261-2263, U+2266-2317, U+2319-FFFF",
    },
  ],
  // Asked for by a page that shows such a character, and by no other.
  preload: false,
  adjustFontFallback: false,
});

/** For `<html>`: what globals.css makes the two families of. */
export const FONTS = `${sans.variable} ${sansRest.variable} ${mono.variable} ${monoRest.variable}`;
