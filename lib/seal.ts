import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { processWide } from "@/db/process-wide";
import { deriveKey, type SealPurpose } from "@/lib/keys";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM under a key derived from the instance's secret: nonce, tag, ciphertext. A value sealed for one row opens for that
 * row only: its id is authenticated too.
 * @see NIST SP 800-38D §8.2.2 (random nonces of 96 bits)
 */
export function seal(purpose: SealPurpose, id: string, text: string): { content: Buffer; keyId: string } {
  const { key, id: keyId } = keyFor(purpose);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(id));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return { content: Buffer.concat([nonce, cipher.getAuthTag(), sealed]), keyId };
}

/** @returns undefined when it was sealed under another key, for another row or purpose, or was changed since */
export function open(
  purpose: SealPurpose,
  id: string,
  { content, keyId }: { content: Buffer; keyId: string },
): string | undefined {
  const { key, id: ours } = keyFor(purpose);
  if (keyId !== ours || content.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", key, content.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(id))
    .setAuthTag(content.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(content.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString(
      "utf8",
    );
  } catch {
    return undefined;
  }
}

function keyFor(purpose: SealPurpose): { key: Buffer; id: string } {
  return processWide(`${purpose}-key`, () => {
    const key = deriveKey(purpose);
    return { key, id: createHash("sha256").update(key).digest("hex").slice(0, 12) };
  });
}
