import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { processWide } from "@/db/process-wide";
import { deriveKey } from "@/lib/keys";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What is sealed for one row opens for that row only: its id is authenticated too. */
export function sealMail(id: string, content: string): { content: Buffer; keyId: string } {
  const { key, id: keyId } = mailKey();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(id));
  const sealed = Buffer.concat([cipher.update(content, "utf8"), cipher.final()]);
  return { content: Buffer.concat([nonce, cipher.getAuthTag(), sealed]), keyId };
}

/** @returns undefined when it was sealed under another key, for another row, or was changed since */
export function openMail(id: string, { content, keyId }: { content: Buffer; keyId: string }): string | undefined {
  const { key, id: ours } = mailKey();
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

function mailKey(): { key: Buffer; id: string } {
  return processWide("mail-key", () => {
    const key = deriveKey("mail");
    return { key, id: createHash("sha256").update(key).digest("hex").slice(0, 12) };
  });
}
