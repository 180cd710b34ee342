import { expect, test } from "vitest";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { sharedServer } from "@/test/http/server";
import { Visitor } from "@/test/http/visitor";

const LIST = "/account/access-tokens";
const FORM = "application/x-www-form-urlencoded";
const SECRET = generateSecret("lk", "pat");

const visitor = new Visitor(sharedServer().url);
const send = async (body: string, headers: Record<string, string> = {}) =>
  await visitor.request("/search", { method: "POST", headers: { "content-type": FORM, ...headers }, body });
const filters = (fields: Record<string, string>) => new URLSearchParams({ list: LIST, ...fields }).toString();

test("filters that are sent before scripts run lead to their list, and nothing on the way keeps them", async () => {
  const answer = await send(filters({ q: "Nightly build", unused: "", purpose: "other" }));
  expect([answer.status, answer.headers.get("location")]).toEqual([303, `${LIST}?q=Nightly+build&purpose=other`]);
  expect(answer.headers.get("cache-control")).toBe("no-store");
});

test("a secret in them is in no header of the answer, nor in the log", async () => {
  for (const q of [SECRET, `Bearer ${SECRET}`, encodeURIComponent(SECRET.replaceAll("_", "%5F"))]) {
    const answer = await send(filters({ purpose: "other", q }));
    expect(answer.headers.get("location")).toBe(`${LIST}?purpose=other&secret_dropped=1`);
    expect(JSON.stringify([...answer.headers]) + (await answer.text())).not.toContain(SECRET.slice(8, 20));
  }
  expect(sharedServer().logs()).not.toContain(SECRET.slice(8, 20));
});

test.each([
  "//evil.example/",
  "https://evil.example/",
  "/\\evil.example",
  "/a/..//evil.example",
  "/a\r\nX-Evil: 1",
  "/\t/a",
])("no list is elsewhere: %j leads to the start page", async (list) => {
  const answer = await send(filters({ list, q: "x" }), { host: "evil.example" });
  expect([answer.status, answer.headers.get("location"), answer.headers.get("x-evil")]).toEqual([303, "/", null]);
});

test.each([
  ["a body that is no form", 415, '{"q":"x"}', "application/json"],
  ["an escape that cannot be decoded", 400, "list=/a&q=%zz", FORM],
  ["more than anybody fills in", 413, `q=${"x".repeat(70_000)}`, FORM],
])("%s is refused with %i, and says so in no words of its sender", async (_what, status, body, type) => {
  const answer = await send(body, { "content-type": type });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/problem+json"]);
  expect((await visitor.request("/search")).status).toBe(405);
});
