import { expect, test } from "vitest";
import { shortenClientFaults } from "./client-faults";

function logged(...parts: unknown[]): unknown[][] {
  const lines: unknown[][] = [];
  shortenClientFaults((...line) => lines.push(line))(...parts);
  return lines;
}

test.each([
  ["a request that was broken off", new Error("aborted"), []],
  [
    "an action of another version",
    new Error('Failed to find Server Action "7f". This request might be from an older or newer deployment.'),
    [["A page of another version asked for a server action that does not exist."]],
  ],
  [
    "an action that is none",
    new Error('The Server Reference ID did not match the expected format. Received "lk_pat_secret"'),
    [["A page of another version asked for a server action that does not exist."]],
  ],
  [
    "an action of another version, as text",
    'Error: Failed to find Server Action "7f". This request might be from an older or newer deployment.\n    at ignore-listed frames',
    [["A page of another version asked for a server action that does not exist."]],
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

test("what is a fault of ours is logged whole", () => {
  const error = new Error("could not do it: aborted");
  expect(logged("⨯", error)).toEqual([["⨯", error]]);
  expect(logged("a line")).toEqual([["a line"]]);
});
