import { open, seal } from "@/lib/seal";

/** A mail's content as it is stored, for this row only. */
export function sealMail(id: string, content: string): { content: Buffer; keyId: string } {
  return seal("mail", id, content);
}

/** @returns undefined when it was sealed under another key, for another row, or was changed since */
export function openMail(id: string, sealed: { content: Buffer; keyId: string }): string | undefined {
  return open("mail", id, sealed);
}
