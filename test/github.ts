import { createECDH, createPrivateKey, createPublicKey, hash, sign } from "node:crypto";
import { KEY_HEADER, SIGNATURE_HEADER } from "@/lib/github-scanning/signature";
import { TEST_SECRET } from "./secret";

const IDENTIFIER = "the-key-of-the-tests";

// The same in every process of the tests, and in no file.
const key = (() => {
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(hash("sha256", TEST_SECRET, "buffer"));
  const point = pair.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
  const d = pair.getPrivateKey().toString("base64url");
  return createPrivateKey({ format: "jwk", key: { kty: "EC", crv: "P-256", d, x, y } });
})();

/** A GitHub of the tests: the keys that it lists, and the headers with which it sends a body. */
export const GITHUB = {
  keys: JSON.stringify({
    public_keys: [
      {
        key_identifier: IDENTIFIER,
        key: createPublicKey(key).export({ type: "spki", format: "pem" }),
        is_current: true,
      },
    ],
  }),
  headersFor: (body: string): Record<string, string> => ({
    "Content-Type": "application/json",
    [KEY_HEADER]: IDENTIFIER,
    [SIGNATURE_HEADER]: sign("sha256", Buffer.from(body), { key, dsaEncoding: "der" }).toString("base64"),
  }),
};
