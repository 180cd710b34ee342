import { expect, test } from "vitest";
import { newSigningSecret } from "@/lib/webhook/secret";
import { holdsSecret, holdsTokenSecret, secretPlaces, withoutSecrets } from "./format";
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
  ...["/v/", "key_", "h/v1/", "a/v1/-"].map((before): [(secret: string) => string, boolean] => [
    (secret) => `https://hooks.example${before}${btoa(secret)}`,
    true,
  ]),
  [(secret: string) => btoa(`${"-".repeat(50)}${secret}`).replace(/(.{76})/, "$1\n"), true],
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

test.each([
  ["as it is", (secret: string) => secret],
  ["in a setting", (secret: string) => `WEBHOOK_SECRET=${secret}`],
  ["escaped", (secret: string) => encodeURIComponent(secret)],
  ["in base64", (secret: string) => btoa(secret)],
  ["without its end", (secret: string) => secret.slice(0, 30)],
])("the signing secret of a webhook is one too, %s", (_how, text) => {
  const secret = newSigningSecret();
  expect(holdsSecret(text(secret))).toBe(true);
  // No token can be found by it.
  expect(holdsTokenSecret(text(secret))).toBe(false);
  expect(holdsTokenSecret(text(`${generateSecret("lk", "pat")} ${secret}`))).toBe(true);
  expect(holdsSecret("whsec_…")).toBe(false);
  expect(withoutSecrets(`a=${secret} b`)).toBe("a=*** b");
});

test.each([
  ["as it is", (secret: string) => secret],
  ["with escaped underscores", (secret: string) => secret.replaceAll("_", "%5F")],
  ["escaped twice", (secret: string) => secret.replaceAll("_", "%255f")],
  ["in base64", (secret: string) => btoa(`deploy:${secret}`).replace(/=+$/, "")],
])("it is said where in a text secrets stand, %s", (_how, written) => {
  const [one, other] = [written(generateSecret("lk", "pat")), written(generateSecret("agency", "org"))];
  const text = `"${one}", ${other} lk_pat_…`;
  expect(secretPlaces(text).map(({ start, end }) => text.slice(start, end))).toEqual([one, other]);
});
