import { expect, test } from "vitest";
import { scriptsOf } from "./scripts";

test("scripts of tags and of parts are found once each", () => {
  const html = [
    '<script src="/_next/static/chunks/a1.js" async=""></script>',
    '<link rel="preload" as="script" href="/_next/static/chunks/a1.js"/>',
    '<script>self.__next_f.push([1,"3:I[42,[\\"/_next/static/chunks/b-2.js\\",\\"static/chunks/c.3.js\\"]"])</script>',
    '<script src="/_next/static/chunks/old.js" noModule=""></script>',
    '<link rel="stylesheet" href="/_next/static/chunks/d.css"/>',
  ].join("\n");
  expect(scriptsOf(html)).toEqual([
    "/_next/static/chunks/a1.js",
    "/_next/static/chunks/b-2.js",
    "/_next/static/chunks/c.3.js",
  ]);
});
