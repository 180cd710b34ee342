import { expect, test } from "vitest";
import { z } from "zod";
import { readBody } from "./body";

const detailOf = async (body: string | Uint8Array<ArrayBuffer>) => {
  const headers = { "Content-Type": "application/json" };
  const request = new Request("http://localhost/iam/v3/access-tokens/", { method: "POST", headers, body });
  return await readBody(request, z.unknown()).then(
    () => undefined,
    (problem) => problem.details.detail,
  );
};

test.each([
  ["nothing", "", "Send a JSON object as the body: the request has no body."],
  ["blanks", " \n", "Send a JSON object as the body: the request has no body."],
  ["no JSON", "{label:", "Send valid JSON: the body could not be read as JSON."],
  ["no UTF-8", Uint8Array.of(0x22, 0xff, 0x22), "Send the body as UTF-8: it has bytes that are not UTF-8."],
  ["JSON", "{}", undefined],
])("of a body that is %s a client is told so plainly", async (_, body, detail) => {
  expect(await detailOf(body)).toBe(detail);
});
