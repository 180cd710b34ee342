import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import type { Row } from "@/db/database";
import { type Principal, tokenIdOf } from "@/lib/authorization/principal";
import { open, seal } from "@/lib/seal";

// Standard Webhooks asks for 24 to 64 bytes.
const SECRET_BYTES = 32;
/** How long a replaced signing secret still signs, beside the present one. */
export const FORMER_SECRET_HOURS = 24;

/** A new signing secret, to be shown once: `whsec_…`. */
export function newSigningSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`;
}

export function sealSigningSecret(webhookId: string, secret: string): Pick<Row<"webhook">, "secret" | "key_id"> {
  const { content, keyId } = seal("webhook", webhookId, secret);
  return { secret: content, key_id: keyId };
}

/** Who got to see a new secret. A page asks whether it is stored; what the API gives out counts as stored, as those of tokens do. */
export function shownTo(
  principal: Principal,
  now: Date,
): Pick<Row<"webhook">, "secret_by_token_id" | "secret_at" | "secret_stored_at"> {
  const secret_stored_at = principal.type === "session" ? null : now;
  return { secret_by_token_id: tokenIdOf(principal), secret_at: now, secret_stored_at };
}

type Sealed = Pick<Row<"webhook">, "id" | "secret" | "key_id" | "former_secret" | "former_key_id" | "former_until">;

/**
 * The headers of a message: signed by the present secret and, during the overlap, by the former one too, so that a receiver
 * that knows either of them accepts it. Undefined where the secret was sealed under another `APP_SECRET`.
 * @see https://www.standardwebhooks.com (signature scheme, multiple signatures)
 */
export function signedHeaders(
  webhook: Sealed,
  { id, payload, now }: { id: string; payload: string; now: Date },
): Record<string, string> | undefined {
  const secret = presentSecretOf(webhook);
  if (secret === undefined) return undefined;
  const former = formerSecretOf(webhook, now);
  const secrets = former === undefined ? [secret] : [secret, former];
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": secrets.map((one) => new Webhook(one).sign(id, now, payload)).join(" "),
  };
}

/** What a webhook signs with. Undefined where it was sealed under another `APP_SECRET`. */
export function presentSecretOf(webhook: Pick<Row<"webhook">, "id" | "secret" | "key_id">): string | undefined {
  return open("webhook", webhook.id, { content: webhook.secret, keyId: webhook.key_id });
}

function formerSecretOf(webhook: Sealed, now: Date): string | undefined {
  const { former_secret: content, former_key_id: keyId, former_until: until } = webhook;
  if (content === null || keyId === null || until === null || until <= now) return undefined;
  return open("webhook", webhook.id, { content, keyId });
}
