import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";

/** GitHub's public keys by their identifiers. */
export type ScanningKeys = ReadonlyMap<string, KeyObject>;

/** As GitHub hands them out. @see https://api.github.com/meta/public_keys/secret_scanning */
const published = z.object({
  public_keys: z.array(z.object({ key_identifier: z.string().min(1), key: z.string() })).min(1),
});

/**
 * The keys of GitHub's secret scanning, as GitHub itself lists them in JSON; undefined for anything else, and for a key that is not of
 * the curve that GitHub signs with. Pure.
 */
export function parseScanningKeys(text: string): ScanningKeys | undefined {
  try {
    const { public_keys: keys } = published.parse(JSON.parse(text));
    const found = keys.map(({ key_identifier, key }) => [key_identifier, createPublicKey(key)] as const);
    return found.every(([, key]) => isP256(key)) ? new Map(found) : undefined;
  } catch {
    return undefined;
  }
}

function isP256({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  return asymmetricKeyType === "ec" && asymmetricKeyDetails?.namedCurve === "prime256v1";
}
