import { expect, test } from "vitest";
import { forgetProcessWide } from "@/db/process-wide";
import { openMail, sealMail } from "./seal";

const content = "a link with a code, and ünïcode";

test("what was sealed opens again, and looks different each time", () => {
  const first = sealMail("one", content);
  expect(openMail("one", first)).toBe(content);
  expect(first.content.toString("latin1")).not.toContain("link");
  expect(sealMail("one", content).content.equals(first.content)).toBe(false);
});

test("it opens for no other row, and not when a single bit has changed", () => {
  const sealed = sealMail("one", content);
  expect(openMail("two", sealed)).toBeUndefined();
  for (const index of [0, 15, 30, sealed.content.length - 1]) {
    const changed = Buffer.from(sealed.content);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(openMail("one", { ...sealed, content: changed })).toBeUndefined();
  }
  expect(openMail("one", { ...sealed, content: Buffer.alloc(3) })).toBeUndefined();
});

test("another APP_SECRET opens nothing", () => {
  const sealed = sealMail("one", content);
  const former = process.env.APP_SECRET;
  process.env.APP_SECRET = "another secret that is long enough for this";
  for (const name of ["env", "mail-key"]) forgetProcessWide(name);
  expect(openMail("one", sealed)).toBeUndefined();
  process.env.APP_SECRET = former;
  for (const name of ["env", "mail-key"]) forgetProcessWide(name);
});
