import { expect, test } from "vitest";
import { RepeatedUse } from "./record";

const client = { address: "192.0.2.1", userAgent: "curl/8.5.0", requestId: "r" };
const use = { tokenId: "t", secretId: "s", outcome: "success", scope: "", route: "GET /iam/v3/me/", client };
const noon = Date.UTC(2026, 4, 1, 12);

test("requests that are counted are taken as one, from the first to the last, and once", () => {
  const repeated = new RepeatedUse(use);
  for (let request = 0; request < 5; request++) repeated.count(noon + request * 1_000);
  expect(repeated.take()).toEqual({ ...use, requests: 5, since: new Date(noon), now: new Date(noon + 4_000) });
  repeated.count(noon + 60_000);
  expect(repeated.take()).toMatchObject({ requests: 1, since: new Date(noon + 60_000) });
});

test("another day by UTC is another use", () => {
  const repeated = new RepeatedUse(use);
  repeated.count(noon);
  expect(repeated.isOn(noon + 1)).toBe(true);
  expect(repeated.isOn(noon + 12 * 60 * 60_000)).toBe(false);
});
