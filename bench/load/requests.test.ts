import { expect, test } from "vitest";
import { parseSecret } from "@/lib/access-token/secret/secret";
import { secretOf } from "../seed/secret";
import { renderRequest, requestsOf } from "./requests";

const shape = { method: "GET", path: "/", headers: { Authorization: "Bearer {secret}" } };
const range = { from: 0, count: 4 };

function turns(count: number, traffic: Parameters<typeof requestsOf>[2]): (number | undefined)[] {
  const requests = requestsOf(shape, 1, traffic);
  const numbers = new Map(Array.from({ length: 100 }, (_, n) => [secretOf(n), n]));
  return Array.from({ length: count }, () => numbers.get(/Bearer (\S+)/.exec(requests.next().toString())?.[1] ?? ""));
}

test("secrets are well formed, differ, and are the same in each process", () => {
  const secrets = [0, 1, 2, 999_999, 30_000_000].map(secretOf);
  expect(new Set(secrets).size).toBe(secrets.length);
  for (const secret of secrets) expect(parseSecret(secret).status).toBe("well_formed");
  expect(secretOf(1)).toBe(secretOf(1));
});

test("the hot secrets come in turns", () => {
  expect(turns(6, { hot: range })).toEqual([0, 1, 2, 3, 0, 1]);
});

test("a share of the requests has a secret that was not there before", () => {
  const seen = turns(20, { hot: range, fresh: { from: 50, count: 40, share: 0.1 } });
  expect(seen.filter((n) => n !== undefined && n >= 50)).toEqual([50, 51]);
  expect(turns(3, { hot: range, fresh: { from: 50, count: 40, share: 1 } })).toEqual([50, 51, 52]);
});

test("a body says its length with the secret in it", () => {
  const text = renderRequest({ method: "POST", path: "/introspect", body: "token={secret}" }, 1);
  expect(text).toContain(`Content-Length: ${"token=".length + secretOf(0).length}`);
});

test("somebody else's secrets come in turns too, with their own length", () => {
  const requests = requestsOf({ method: "POST", path: "/", body: "token={secret}" }, 1, { list: ["ab", "cd"] });
  const [first, second, third] = [requests.next(), requests.next(), requests.next()].map(String);
  expect(first).toMatch(/Content-Length: 8\r\n\r\ntoken=ab$/);
  expect(second).toMatch(/token=cd$/);
  expect(third).toBe(first);
});
