import { expect, test } from "vitest";
import { z } from "zod";
import { readBody, refuseBody } from "./body";

const detailOf = async (body: string | Uint8Array<ArrayBuffer>) => {
  const headers = { "Content-Type": "application/json" };
  const request = new Request("http://localhost/iam/v3/access-tokens/", { method: "POST", headers, body });
  return await readBody(request, z.unknown()).then(
    () => undefined,
    (problem) => problem.details.detail,
  );
};

test.each([
  ["nothing", "", "Send a JSON object as the body: the request had no body."],
  ["blanks", " \n", "Send a JSON object as the body: the request had no body."],
  ["no JSON", "{label:", "Send valid JSON: the body could not be read as JSON."],
  ["no UTF-8", Uint8Array.of(0x22, 0xff, 0x22), "Send the body as UTF-8: it contains bytes that are not UTF-8."],
  ["JSON", "{}", undefined],
])("of a body that is %s a client is told so plainly", async (_, body, detail) => {
  expect(await detailOf(body)).toBe(detail);
});

const JSON_TYPE = { "Content-Type": "application/json" };
test.each([
  ["gzip", JSON_TYPE, "unsupported_media_type"],
  ["GZIP, identity", JSON_TYPE, "unsupported_media_type"],
  ["br", { "Content-Type": "application/x-www-form-urlencoded" }, "unsupported_media_type"],
  ["identity", JSON_TYPE, undefined],
  ["", JSON_TYPE, undefined],
])("a body with Content-Encoding: %s", async (coding, type, code) => {
  const headers = { ...type, "Content-Encoding": coding, "Content-Length": "2" };
  const request = new Request("http://localhost/iam/v3/access-tokens/", { method: "POST", headers, body: "{}" });
  const refused = await readBody(request, z.object({})).then(
    () => undefined,
    (problem) => problem,
  );
  expect(refused?.code).toBe(code);
  if (code) expect(refused.details.detail).toBe("Send the body uncompressed, without the Content-Encoding header.");
});

const FORM_TYPE = { "Content-Type": "application/x-www-form-urlencoded" };

test.each<[string, Record<string, string>, string | undefined, boolean]>([
  ["no body", {}, undefined, true],
  ["a body of no length", { "Content-Length": "0" }, undefined, true],
  ["a type and no body", JSON_TYPE, "", true],
  ["an empty object", JSON_TYPE, "{}", true],
  ["an empty object with blanks", JSON_TYPE, "{ \n}\n", true],
  ["null, as axios sends nothing", JSON_TYPE, "null", true],
  ["what is expected to be read", JSON_TYPE, '{"leaked": true}', false],
  ["a form", FORM_TYPE, "leaked=true", false],
  ["a list", JSON_TYPE, "[]", false],
  ["words of no type", {}, "leaked", false],
  ["a compressed body", { ...JSON_TYPE, "Content-Encoding": "gzip" }, "\u001f\u008b", false],
])("what takes nothing takes %s: only what is nothing", async (_, headers, body, isTaken) => {
  const request = new Request("http://localhost/", {
    method: "DELETE",
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const refused = await refuseBody(request, "Say it there.").catch((problem) => problem.details.detail);
  expect(refused).toBe(isTaken ? undefined : "Send no body: it would be ignored. Say it there.");
});
