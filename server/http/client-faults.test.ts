import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { Busy } from "@/db/unavailable";
import { blotOutSecrets, shortenClientFaults } from "./client-faults";
import { asCall } from "./unreadable-form";

function logged(...parts: unknown[]): unknown[][] {
  const lines: unknown[][] = [];
  shortenClientFaults((...line) => lines.push(line))(...parts);
  return lines;
}

test.each([
  ["a request that was broken off", new Error("aborted"), []],
  ["a request that was broken off while it was read", new Error("Premature close"), []],
  [
    "an action of another version",
    new Error('Failed to find Server Action "7f". This request might be from an older or newer deployment.'),
    [["A page from another version called a server action that does not exist."]],
  ],
  [
    "an action that is none",
    new Error('The Server Reference ID did not match the expected format. Received "lk_pat_secret"'),
    [["A page from another version called a server action that does not exist."]],
  ],
  [
    "an action of another version, as text",
    'Error: Failed to find Server Action "7f". This request might be from an older or newer deployment.\n    at ignore-listed frames',
    [["A page from another version called a server action that does not exist."]],
  ],
  ["a change that found no room in time", new Busy("too many changes at once"), [["A change waited too long."]]],
  [
    "a form for no action",
    new Error("Invalid Server Actions request."),
    [["A form was sent without a server action."]],
  ],
  ["a form that is none", new TypeError("Failed to parse body as FormData."), [["A form could not be read."]]],
])("%s has no stack in the log, and nothing of what was sent", (_, error, lines) => {
  expect(logged(error)).toEqual(lines);
  expect(logged("⨯", error)).toEqual(lines);
});

test("a secret is blotted out of whatever is logged", () => {
  const secret = `lk_pat_${"a".repeat(36)}`;
  const error = new Error(`no provider "${secret}"`);
  expect(logged(`auth: ${secret}`)).toEqual([["auth: ***"]]);
  expect(JSON.stringify(logged("⨯", error))).not.toContain(secret);
});

const SECRET = `lk_pat_${"a".repeat(36)}`;
const failed = (properties: object) => Object.assign(new Error("could not do it"), properties);

test.each([
  ["detail", failed({ detail: `Key (label)=(${SECRET}) already exists.` })],
  ["where", failed({ where: `PL/pgSQL function\nSQL statement "select '${SECRET}'"` })],
  ["parameters", failed({ parameters: ["a", SECRET] })],
  ["query", failed({ query: { text: "select $1", values: [{ given: SECRET }] } })],
  ["cause", new Error("could not do it", { cause: new Error("no", { cause: failed({ detail: SECRET }) }) })],
  ["errors", failed({ errors: [new Error(SECRET)] })],
  ["errors of several", new AggregateError([failed({ detail: SECRET })], "could not do it")],
  ["no error at all", { reason: "could not do it", headers: { authorization: `Bearer ${SECRET}` } }],
])("a secret in the %s of what failed is blotted out, and nothing else", (_, part) => {
  for (const shown of [logged("request 1: failed", part), blotted("request 1: failed", part)].map(written)) {
    expect(shown).not.toContain(SECRET.slice(7));
    expect(shown).toBe(written([["request 1: failed", part]]).replaceAll(SECRET, "***"));
    expect(shown).toContain("could not do it");
  }
});

function blotted(...parts: unknown[]): unknown[][] {
  const lines: unknown[][] = [];
  blotOutSecrets((...line) => lines.push(line))(...parts);
  return lines;
}

/** As the console writes it. */
function written(lines: unknown[][]): string {
  return lines
    .map((parts) => parts.map((part) => (typeof part === "string" ? part : inspect(part))).join(" "))
    .join("\n");
}

test("what is a fault of ours is logged whole", () => {
  const error = new Error("could not do it: aborted");
  expect(logged("⨯", error)).toEqual([["⨯", error]]);
  expect(logged("a line")).toEqual([["a line"]]);
});

test("what was sent to a server action and cannot be read is a line, and what fails in one of ours is logged whole", async () => {
  const next = "at parse (/srv/node_modules/next/dist/compiled/next-server/app-page-turbo.runtime.prod.js:15:1)";
  const failedAt = (...frames: string[]) =>
    Object.assign(new SyntaxError("Unexpected token"), { stack: ["SyntaxError:", ...frames].join("\n    ") });
  const unreadable = failedAt("at JSON.parse (<anonymous>)", next, "at process.run (node:internal/process:95:5)");
  const ours = failedAt("at JSON.parse (<anonymous>)", "at edit (/srv/.next/server/chunks/ssr/_1a2b._.js:1:1)", next);
  const call = Object.assign(new IncomingMessage(new Socket()), { method: "POST", headers: { "next-action": "7f" } });
  await asCall(call, async () => {
    expect(logged("⨯", unreadable)).toEqual([["A call of a server action could not be read."]]);
    for (const error of [ours, failedAt()]) expect(logged("⨯", error)).toEqual([["⨯", error]]);
  });
  expect(logged("⨯", unreadable)).toEqual([["⨯", unreadable]]);
});
