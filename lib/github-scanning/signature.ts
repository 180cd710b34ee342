import { verify } from "node:crypto";
import type { ScanningKeys } from "./keys";

/** The headers that GitHub signs a report with. */
export const KEY_HEADER = "Github-Public-Key-Identifier";
export const SIGNATURE_HEADER = "Github-Public-Key-Signature";

// One of P-256 in DER has at most 72 bytes.
const BASE64 = /^[A-Za-z0-9+/]{1,100}={0,2}$/;

/** Whether these very bytes were signed by one of the keys, the one that the headers name: ECDSA over P-256 with SHA-256. */
export function isSignedByGithub(keys: ScanningKeys, headers: Headers, bytes: Uint8Array): boolean {
  const key = keys.get(headers.get(KEY_HEADER) ?? "");
  const signature = headers.get(SIGNATURE_HEADER) ?? "";
  if (key === undefined || !BASE64.test(signature)) return false;
  return verify("sha256", bytes, { key, dsaEncoding: "der" }, Buffer.from(signature, "base64"));
}
