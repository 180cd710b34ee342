import { describe, expect, test } from "vitest";
import { createTokenInput, editTokenInput, rotateTokenInput } from "@/lib/access-token/input";
import { Problem } from "@/lib/api/answer/problem";
import { createVariableInput } from "@/lib/environment-variable/input";
import { inviteInput } from "@/lib/invitation/input";
import { policyInput } from "@/lib/organisation/policy/input";
import { editTeamInput } from "@/lib/team/input";
import { growth } from "@/test/growth";
import { readBody } from "./body";

const FORM = "application/x-www-form-urlencoded";
const ID = "019379a0-0000-7000-8000-000000000000";

const send = (body: BodyInit, type?: string) =>
  new Request("http://localhost/", {
    method: "POST",
    body,
    headers: type === undefined ? {} : { "Content-Type": type },
  });

function multipart(fields: readonly [string, string | Blob][]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

async function refusalOf(answer: Promise<unknown>) {
  const problem = await answer.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(problem instanceof Problem)) throw new Error(`not refused: ${String(problem)}`);
  return { code: problem.code, ...problem.details };
}

describe.each([
  ["a form", (fields: [string, string][]) => send(new URLSearchParams(fields))],
  ["a form in parts", (fields: [string, string][]) => send(multipart(fields))],
])("%s", (_kind, request) => {
  test.each([
    ["text", createTokenInput, [["label", "1 & 2 = 3 + ä😀"]], { label: "1 & 2 = 3 + ä😀" }],
    ["text that looks like something else", createTokenInput, [["label", "true"]], { label: "true" }],
    ["text that is empty", editTokenInput, [["description", ""]], { description: "" }],
    ["a boolean", editTokenInput, [["may_rotate_itself", "true"]], { may_rotate_itself: true }],
    ["a boolean as Python writes it", rotateTokenInput, [["replace_now", "False"]], { replace_now: false }],
    ["a boolean that is none", editTokenInput, [["may_rotate_itself", "1"]], { may_rotate_itself: "1" }],
    ["a number", rotateTokenInput, [["overlap", "3600"]], { overlap: 3600 }],
    ["a number that is none", rotateTokenInput, [["overlap", "1h"]], { overlap: "1h" }],
    ["no number", policyInput, [["longest_lifetime_seconds", ""]], { longest_lifetime_seconds: null }],
    ["null", editTokenInput, [["expiration_date", ""]], { expiration_date: null }],
    ["nothing where null may not be", rotateTokenInput, [["overlap", ""]], { overlap: "" }],
    ["a list of one", createTokenInput, [["scopes", "all"]], { scopes: ["all"] }],
    [
      "a list of two",
      editTeamInput,
      [
        ["members", ID],
        ["name", "a"],
        ["members", "b"],
      ],
      { members: [ID, "b"], name: "a" },
    ],
    ["a list that may be null", editTokenInput, [["allowed_networks", "::1"]], { allowed_networks: ["::1"] }],
    ["an empty list item", editTeamInput, [["members", ""]], { members: [""] }],
    ["limits", createTokenInput, [["limits", `[{"organisation":"${ID}"}]`]], { limits: [{ organisation: ID }] }],
    ["no limits", createTokenInput, [["limits", "null"]], { limits: null }],
    ["a list of objects", inviteInput, [["applications", "[]"]], { applications: [] }],
    ["a value that looks like JSON", createVariableInput, [["value", "{}"]], { value: "{}" }],
    [
      "an unknown field, once and twice",
      createVariableInput,
      [
        ["a", "1"],
        ["b", "1"],
        ["b", "2"],
      ],
      { a: "1", b: ["1", "2"] },
    ],
    ["a field called __proto__", createVariableInput, [["__proto__", "1"]], JSON.parse('{"__proto__": "1"}')],
  ] as const)("says %s", async (_what, schema, fields, expected) => {
    const json = await readBody(request(fields.map(([name, value]) => [name, value])), schema);
    expect(json).toEqual(expected);
    expect(Object.keys(json ?? {})).toEqual(Object.keys(expected));
  });

  test("names a field that may come once and came twice, and limits that are no JSON", async () => {
    const twice = request([
      ["label", "a"],
      ["label", "b"],
    ]);
    expect(await refusalOf(readBody(twice, createTokenInput))).toMatchObject({
      code: "invalid_request",
      errors: { label: ["Send the field only once."] },
    });
    for (const limits of ["[", ID]) {
      expect(await refusalOf(readBody(request([["limits", limits]]), createTokenInput))).toMatchObject({
        code: "invalid_request",
        errors: { limits: ["Send this field as JSON text."] },
      });
    }
  });

  test.each([
    ["limits", createTokenInput, "send the text null"],
    ["limits", editTokenInput, "send the text null"],
    ["allowed_networks", createTokenInput, "send JSON with null"],
    ["allowed_networks", editTokenInput, "send JSON with null"],
    ["allowed_networks", policyInput, "send JSON with null"],
  ] as const)("an empty %s, as of an unset variable, lifts no restriction", async (name, schema, what) => {
    expect(await refusalOf(readBody(request([[name, ""]]), schema))).toMatchObject({
      code: "invalid_request",
      errors: { [name]: [`To remove this restriction, ${what}. An empty value could be an unset variable.`] },
    });
  });
});

test("many fields take as long as they are many, and no longer", async () => {
  const body = (fields: number) => Array.from({ length: fields }, (_, i) => i.toString(36)).join("&");
  expect(await growth(1_500, (fields) => readBody(send(body(fields), FORM), createVariableInput))).toBeLessThan(30);
});

test.each([
  ["a file", multipart([["label", new Blob(["a"])]]), undefined, "unsupported_media_type", /without files/],
  ["parts without a boundary", "x", "multipart/form-data", "invalid_request", /boundary/],
  ["parts with another boundary", "--a\r\n\r\n--a--", "multipart/form-data; boundary=b", "invalid_request", /boundary/],
  ["a part that is no UTF-8", latin1Part(), "multipart/form-data; boundary=b", "invalid_request", /UTF-8/],
  ["a broken escape", "label=%zz", FORM, "invalid_request", /UTF-8/],
  ["an escape that is no UTF-8", "label=%e4", FORM, "invalid_request", /UTF-8/],
  ["JSON as a form, as curl --data sends it", '{"label": "a"}', FORM, "invalid_request", /--json/],
  ["65 KiB", `label=${"x".repeat(65 * 1024)}`, FORM, "body_too_large", /64 KiB/],
  ["text", "label=a", "text/plain", "unsupported_media_type", /JSON.*form/],
] as const)("%s is refused with a sentence that says what to do", async (_what, body, type, code, detail) => {
  const refusal = await refusalOf(readBody(send(body, type), createTokenInput));
  expect(refusal).toMatchObject({ code, detail: expect.stringMatching(detail) });
});

function latin1Part(): Uint8Array<ArrayBuffer> {
  const part = '--b\r\nContent-Disposition: form-data; name="label"\r\n\r\n\u00e4\r\n--b--\r\n';
  return Uint8Array.from(Buffer.from(part, "latin1"));
}
