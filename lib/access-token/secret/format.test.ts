import { expect, test } from "vitest";
import { holdsSecret } from "./format";
import { generateSecret } from "./secret";

test.each([
  [(secret: string) => secret, true],
  [(secret: string) => `Authorization: Bearer ${secret}`, true],
  [(secret: string) => `TOKEN=${secret}\n`, true],
  [(secret: string) => secret.slice(0, -4), true],
  [(secret: string) => secret.slice(0, 30), true],
  [(secret: string) => `Authorization: Basic ${btoa(`deploy:${secret}`)}`, true],
  [(secret: string) => `{"auth":"${btoa(secret).replace(/=+$/, "")}"}`, true],
  [(secret: string) => encodeURIComponent(Buffer.from(`\u{1f511}?${secret}:`).toString("base64url")), true],
  [() => btoa("nothing but a long text, in base64"), false],
  [(secret: string) => secret.slice(0, 14), false],
  [() => "lk_pat_…h3Qz", false],
  [() => "nightly_pat_build", false],
  [() => "", false],
])("%s holds a secret: %s", (text, holds) => {
  for (const [prefix, kind] of [
    ["lk", "pat"],
    ["agency", "org"],
    ["lk", "cli"],
  ] as const) {
    expect(holdsSecret(text(generateSecret(prefix, kind)))).toBe(holds);
  }
});
