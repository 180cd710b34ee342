import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { parseAuthorization } from "@/lib/access-token/authentication/authorization-header";
import { keyOf, plainSecretOf } from "./secret-key";

test("a secret is remembered by all 32 bytes of its SHA-256", () => {
  for (const secret of ["lk_pat_abc", "", "ä"]) {
    expect(Buffer.from(keyOf(secret), "latin1")).toEqual(createHash("sha256").update(secret).digest());
  }
});

test("what is read of a header without parsing it is what parsing it finds, or what nobody's secret can be", () => {
  const secret = "lk_pat_0123456789";
  for (const header of [`Bearer ${secret}`, `bearer ${secret}`, `TOKEN ${secret}`, `Token ${secret}`]) {
    expect(plainSecretOf(header)).toBe(secret);
    expect(parseAuthorization(header)).toEqual({ status: "presented", secret });
  }
  for (const header of ["", "Bearer", secret, `Basic ${secret}`, `Bearer\t${secret}`, `Bearer ${"x".repeat(600)}`]) {
    expect(plainSecretOf(header)).toBeUndefined();
  }
  // Not a secret as it stands there: such a header is left to be parsed.
  for (const header of [`Bearer  ${secret}`, `Bearer ${secret} `, "Bearer a b"]) {
    expect(plainSecretOf(header)).not.toBe(secret);
  }
});
