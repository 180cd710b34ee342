import { verify } from "@node-rs/argon2";
import { expect, test } from "vitest";
import { hashPassword, STAND_IN, verifyPassword } from "./hash";

test("a hash has OWASP's parameters for argon2id and matches its password alone", async () => {
  const hash = await hashPassword("correct horse battery staple");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(hash, "correct horse battery staple")).toBe(true);
  expect(await verifyPassword(hash, "Correct horse battery staple")).toBe(false);
});

test("two hashes of one password differ", async () => {
  expect(await hashPassword("same password")).not.toBe(await hashPassword("same password"));
});

test("a password matches however its accents were composed", async () => {
  const hash = await hashPassword("cafe\u0301 au lait, merci");
  expect(await verifyPassword(hash, "caf\u00e9 au lait, merci")).toBe(true);
});

test("without a hash nothing matches, not even what the stand-in was made from", async () => {
  expect(await verify(STAND_IN, "no account has this password")).toBe(true);
  expect(await verifyPassword(null, "no account has this password")).toBe(false);
});

test("the stand-in costs what a hash of today costs", async () => {
  const parameters = (hash: string) => hash.split("$").slice(1, 4);
  expect(parameters(STAND_IN)).toEqual(parameters(await hashPassword("any password")));
});
