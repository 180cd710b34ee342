import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { installation } from "./dependencies.mjs";

const wanted = {
  "": { version: "0.1.0" },
  "node_modules/next": { version: "16.4.5", integrity: "sha512-next" },
  "node_modules/elsewhere": { version: "1.0.0", integrity: "sha512-elsewhere", optional: true },
  "node_modules/vitest": { version: "4.1.12", integrity: "sha512-vitest", dev: true },
  "node_modules/types": { version: "1.65.1", integrity: "sha512-types", devOptional: true },
};
const { "": _, "node_modules/elsewhere": __, ...all } = wanted;
// npm installs what an optional peer may be with production too.
const { "node_modules/vitest": vitest, ...production } = all;
const { "node_modules/types": ___, ...least } = production;
const former = { ...production, "node_modules/next": { version: "16.4.4", integrity: "sha512-former" } };

const everything = ["ci", "--include=dev"];
const forProduction = ["ci", "--omit=dev"];
const theRest = ["install", "--no-save", "--include=dev"];

test.each([
  ["nothing", undefined, forProduction, everything],
  ["what production needs", production, undefined, theRest],
  ["no more than production needs", least, undefined, theRest],
  ["everything", all, undefined, undefined],
  ["half of what development needs", { ...least, "node_modules/vitest": vitest }, undefined, theRest],
  ["an older version", former, forProduction, everything],
  ["an older version and what development needs", { ...all, ...former }, everything, everything],
  [
    "the same version with another content",
    { ...all, "node_modules/next": { version: "16.4.5", integrity: "sha512-other" } },
    everything,
    everything,
  ],
  [
    "an older version of what development needs",
    { ...all, "node_modules/vitest": { ...vitest, version: "4.1.11" } },
    undefined,
    theRest,
  ],
])("with %s installed, a server and a test each install what they lack", (_, installed, server, tests) => {
  expect([installation(wanted, installed, false), installation(wanted, installed, true)]).toEqual([server, tests]);
});

test("a server installs nothing of the browser that only tests drive", () => {
  const lock = JSON.parse(readFileSync(path.join(import.meta.dirname, "../package-lock.json"), "utf8"));
  const packages = Object.entries<{ dev?: boolean }>(lock.packages);
  const browsers = packages.filter(([name]) => /playwright/.test(name));
  expect(browsers.map(([name]) => name)).toEqual(["node_modules/playwright", "node_modules/playwright-core"]);
  expect(browsers.filter(([, { dev }]) => dev !== true)).toEqual([]);
});
