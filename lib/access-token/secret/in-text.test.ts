import { describe, expect, test } from "vitest";
import { secretPattern } from "./format";
import { holdsMistypedSecret, holdsSecret, pathWithoutSecrets, secretsIn } from "./in-text";
import { generateSecret } from "./secret";

const SECRET = generateSecret("lk", "pat");
const FORMER = generateSecret("acme9", "org");
const MISTYPED = SECRET.slice(0, -1) + (SECRET.endsWith("A") ? "B" : "A");
const escaped = (text: string) => [...text].map((c) => `%${c.charCodeAt(0).toString(16)}`).join("");

const AROUND: [what: string, around: (secret: string) => string][] = [
  ["alone", (secret) => secret],
  ["a header", (secret) => `Authorization: Bearer ${secret}`],
  ["a setting", (secret) => `LATCHKEY_TOKEN=${secret}`],
  ["a name that runs into it", (secret) => `TOKEN_${secret}`],
  ["small letters that run into it", (secret) => `token${secret}`],
  ["quotes", (secret) => `{"token": "${secret}"}`],
  ["an escaped space", (secret) => `q=%20${secret}`],
  ["an escaped equals sign", (secret) => `X%3D${secret}&y`],
  ["a colour code", (secret) => `\u001b[31m${secret}\u001b[0m`],
  ["a new line in escaped JSON", (secret) => `"log": "a\\n${secret}\\n"`],
  ["a name behind it", (secret) => `${secret}_old`],
  ["a line that was joined to it", (secret) => `${secret}NEXT=1`],
  ["a second kind before it", (secret) => `x_pat_${secret}`],
  ["a URL", (secret) => `https://${secret}@latchkey.example.com/?a=${secret}`],
];

describe.each(AROUND)("with %s around it a secret", (_what, around) => {
  test("is found, once, and confirmed by its checksum", () => {
    expect(secretsIn(around(SECRET))).toEqual([SECRET]);
    expect(secretsIn(around(FORMER))).toEqual([FORMER]);
    expect(secretsIn(around(MISTYPED))).toEqual([]);
    expect(holdsMistypedSecret(around(MISTYPED), "lk")).toBe(true);
  });
  test("is matched by the documented pattern of its instance, whole", () => {
    const matches = around(SECRET).match(new RegExp(secretPattern("lk"), "g"));
    expect(matches?.[0]).toBe(SECRET);
    expect(around(FORMER).match(new RegExp(secretPattern("acme9")))?.[0]).toBe(FORMER);
  });
});

test("all secrets of a text are found, in their order", () => {
  expect(secretsIn(`a ${FORMER}\nb ${SECRET} c ${FORMER} ${MISTYPED}`)).toEqual([FORMER, SECRET]);
});

// Each is read in some milliseconds. A step for each pair of its characters would take minutes.
test.each([
  ["half secrets", `${"lk_pat_".repeat(100_000)}${"a".repeat(500_000)}`],
  ["escaped percent signs", `/${"%25".repeat(200_000)}`],
  ["escapes of escapes", `/%${"25".repeat(400_000)}`],
])("a large text of %s takes as long as it is large, and no longer", (_what, text) => {
  const before = process.cpuUsage();
  expect(secretsIn(text)).toEqual([]);
  expect(holdsSecret(text, "other")).toBe(false);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(10);
});

test.each([
  ["as it is", SECRET],
  ["escaped", escaped(SECRET)],
  ["escaped in part", SECRET.replaceAll("_", "%5F")],
  ["escaped twice", encodeURIComponent(escaped(SECRET))],
  ["escaped thrice", encodeURIComponent(encodeURIComponent(escaped(SECRET)))],
  ["behind a percent sign that is none", `%${SECRET}`],
  ["mistyped", MISTYPED],
  ["cut off", SECRET.slice(0, -3)],
  ["of a former prefix", FORMER],
  ["that signs the messages of a webhook", encodeURIComponent(`whsec_${"aB3+".repeat(11)}`)],
  ["of a former prefix that looks like an escape", `%${generateSecret("ac", "pat")}`],
])("a URL holds a secret %s", (_how, secret) => {
  expect(holdsSecret(`/iam/v3/access-tokens/${secret}/`, "lk")).toBe(true);
  expect(holdsSecret(`?a=1&${secret}=2`, "lk")).toBe(true);
  expect(pathWithoutSecrets(`/iam/v3/access-tokens/${secret}/`, "lk")).toBe("/iam/v3/access-tokens/***/");
});

test.each([
  "/iam/v3/access-tokens/019379a0-0000-7000-8000-000000000000/",
  "?label=lk_pat_&o=-label",
  "?q=lk_pat_…h3Qz",
  "?q=lk_pat_0123456789",
  "/%zz/%",
  `?q=ghp_${"a".repeat(36)}`,
])("a URL holds no secret: %s", (url) => {
  expect(holdsSecret(url, "lk")).toBe(false);
  expect(pathWithoutSecrets(url, "lk")).toBe(url);
});
