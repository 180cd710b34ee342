import { afterEach, beforeEach, expect, test } from "vitest";
import { forgetProcessWide } from "@/db/process-wide";
import { limitByAddress } from "./limit-calls";

const forget = () => {
  for (const name of ["env", "rate limit of secret reports"]) forgetProcessWide(name);
};
beforeEach(() => {
  process.env.AUTH_FAILURES_PER_MINUTE = "3";
  forget();
});
afterEach(() => {
  delete process.env.AUTH_FAILURES_PER_MINUTE;
  delete process.env.WORKERS;
  forget();
});

/** How many of five get through, and what the last is told. */
async function fiveFrom(address: string): Promise<{ through: number; told: string | undefined }> {
  let through = 0;
  let told: string | undefined;
  for (let n = 0; n < 5; n++) {
    const request = new Request("http://localhost/", { headers: { "x-forwarded-for": address } });
    const refusal = await limitByAddress(request).catch((problem) => problem);
    if (refusal === undefined) through++;
    else told = `${refusal.code} ${refusal.details.headers["Retry-After"]}`;
  }
  return { through, told };
}

test("one address has its part, and is told how long to wait; its neighbour has another", async () => {
  expect(await fiveFrom("192.0.2.7")).toEqual({
    through: 3,
    told: expect.stringMatching(/^rate_limited ([1-5]?\d|60)$/),
  });
  expect(await fiveFrom("192.0.2.7")).toMatchObject({ through: 0 });
  expect(await fiveFrom("192.0.2.8")).toMatchObject({ through: 3 });
});

test("addresses of one IPv6 network count together", async () => {
  expect(await fiveFrom("2001:db8::1")).toMatchObject({ through: 3 });
  expect(await fiveFrom("2001:db8::2")).toMatchObject({ through: 0 });
  expect(await fiveFrom("2001:db8:0:1::1")).toMatchObject({ through: 3 });
});

test("each of several processes allows its part, and 0 is no limit", async () => {
  process.env.WORKERS = "3";
  forget();
  expect(await fiveFrom("192.0.2.7")).toMatchObject({ through: 1 });
  process.env.AUTH_FAILURES_PER_MINUTE = "0";
  forget();
  expect(await fiveFrom("192.0.2.7")).toMatchObject({ through: 5 });
});
