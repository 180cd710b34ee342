import { generateKeyPairSync, sign } from "node:crypto";
import { expect, test } from "vitest";
import { EnvError, parseEnv } from "@/lib/env";
import { GITHUB } from "@/test/github";
import { parseScanningKeys } from "./keys";
import { isSignedByGithub, KEY_HEADER, SIGNATURE_HEADER } from "./signature";

// What GitHub's own documentation has as an example, and the key that it was signed with.
const KEYS = JSON.stringify({
  public_keys: [
    {
      key_identifier: "90a421169f0a406205f1563a953312f0be898d3c7b6c06b681aa86a874555f4a",
      key: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE9MJJHnMfn2+H4xL4YaPDA4RpJqUq\nkCmRCBnYERxZanmcpzQSXs1X/AljlKkbJ8qpVIW4clayyef9gWhFbNHWAA==\n-----END PUBLIC KEY-----\n",
      is_current: false,
    },
    {
      key_identifier: "bcb53661c06b4728e59d897fb6165d5c9cda0fd9cdf9d09ead458168deb7518c",
      key: "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYAGMWO8XgCamYKMJS6jc/qgvSlAd\nAjPuDPRcXU22YxgBrz+zoN19MzuRyW87qEt9/AmtoNP5GrobzUvQSyJFVw==\n-----END PUBLIC KEY-----\n",
      is_current: true,
    },
  ],
});
const [FORMER = "", CURRENT = ""] = JSON.parse(KEYS).public_keys.map(
  (key: { key_identifier: string }) => key.key_identifier,
);
const BODY = '[{"source":"commit","token":"some_token","type":"some_type","url":"https://example.com/base-repo-url/"}]';
const SIGNATURE = "MEQCIQDaMKqrGnE27S0kgMrEK0eYBmyG0LeZismAEz/BgZyt7AIfXt9fErtRS4XaeSt/AO1RtBY66YcAdjxji410VQV4xg==";

function isSigned(given: { body?: string; key?: string; signature?: string; keys?: string } = {}): boolean {
  const { body = BODY, key = CURRENT, signature = SIGNATURE, keys = KEYS } = given;
  const headers = new Headers({ [KEY_HEADER]: key, [SIGNATURE_HEADER]: signature });
  return isSignedByGithub(parseScanningKeys(keys) ?? new Map(), headers, Buffer.from(body));
}

test("a report that GitHub signed is taken for one", () => {
  expect(isSigned()).toBe(true);
  const headers = new Headers(GITHUB.headersFor("[]"));
  expect(isSignedByGithub(parseScanningKeys(GITHUB.keys) ?? new Map(), headers, Buffer.from("[]"))).toBe(true);
});

const stranger = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
const signedBy = (dsaEncoding: "der" | "ieee-p1363", algorithm = "sha256") =>
  sign(algorithm, Buffer.from(BODY), { key: stranger.privateKey, dsaEncoding }).toString("base64");
const STRANGERS = JSON.stringify({
  public_keys: [{ key_identifier: CURRENT, key: stranger.publicKey.export({ type: "spki", format: "pem" }) }],
});

test.each([
  ["another body", { body: BODY.replace("some_token", "same_token") }],
  ["the same JSON in other words", { body: JSON.stringify(JSON.parse(BODY), null, 1) }],
  ["a blank more", { body: `${BODY} ` }],
  ["another key of GitHub's", { key: FORMER }],
  ["a key that is not known", { key: "bcb5" }],
  ["no key", { key: "" }],
  ["no signature", { signature: "" }],
  ["what is no base64", { signature: "%%%" }],
  ["what is no signature", { signature: Buffer.from("x".repeat(70)).toString("base64") }],
  ["a part of it", { signature: SIGNATURE.slice(0, 40) }],
  ["one that is too long", { signature: "A".repeat(10_000) }],
  ["somebody else's", { signature: signedBy("der") }],
  ["another encoding", { signature: signedBy("ieee-p1363"), keys: STRANGERS }],
  ["another hash", { signature: signedBy("der", "sha512"), keys: STRANGERS }],
])("%s is not taken for one", (_what, given) => {
  expect(isSigned(given)).toBe(false);
});

test("the setting takes what GitHub answers, and nothing that could verify nothing", () => {
  expect([...(parseEnv({ GITHUB_SCANNING_KEYS: KEYS }).GITHUB_SCANNING_KEYS?.keys() ?? [])]).toEqual([FORMER, CURRENT]);
  expect(parseEnv({}).GITHUB_SCANNING_KEYS).toBeUndefined();
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ type: "spki", format: "pem" });
  const p384 = generateKeyPairSync("ec", { namedCurve: "secp384r1" }).publicKey.export({ type: "spki", format: "pem" });
  const keyed = (key: unknown) => JSON.stringify({ public_keys: [{ key_identifier: "a", key }] });
  for (const wrong of ["x", "{}", '{"public_keys":[]}', keyed("x"), keyed(1), keyed(rsa), keyed(p384)]) {
    expect(() => parseEnv({ GITHUB_SCANNING_KEYS: wrong }), wrong).toThrow(EnvError);
  }
});
