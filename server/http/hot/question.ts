import { isIP } from "node:net";
import { plainSecretOf } from "@/lib/access-token/authentication/cache/secret-key";

/** Who asks about which token, as far as it is said in the way of nearly everybody. */
export type Question = {
  /** The secret of the client that asks, and the uuid that it gave for it with Basic. */
  client: string;
  id: string | undefined;
  /** The one that is asked about, and where it came from. */
  secret: string;
  address: string | null;
};

const SECRET = /^[0-9A-Za-z_]{1,64}$/;

/** Undefined for whatever is unusual, be it wrong or only rare: the API reads it. Pure. */
export function questionOf(authorization: string | undefined, form: string): Question | undefined {
  const client = authorization === undefined ? undefined : clientOf(authorization);
  const asked = client && askedIn(form);
  return asked && { ...client, ...asked };
}

function clientOf(authorization: string): Pick<Question, "client" | "id"> | undefined {
  const plain = plainSecretOf(authorization);
  if (plain !== undefined) return SECRET.test(plain) ? { client: plain, id: undefined } : undefined;
  const [, credentials] = /^basic ([A-Za-z0-9+/]{1,300}={0,2})$/i.exec(authorization) ?? [];
  if (credentials === undefined) return undefined;
  const [id = "", secret = "", ...more] = Buffer.from(credentials, "base64").toString("latin1").split(":");
  return SECRET.test(secret) && more.length === 0 ? { client: secret, id: id.toLowerCase() } : undefined;
}

function askedIn(form: string): Pick<Question, "secret" | "address"> | undefined {
  // What nearly every client sends.
  const [, only] = /^token=([0-9A-Za-z_]{1,64})$/.exec(form) ?? [];
  if (only !== undefined) return { secret: only, address: null };
  const fields = new Map<string, string>();
  for (const pair of form.split("&")) {
    const [name = "", value, ...more] = pair.split("=");
    if (value === undefined || more.length > 0 || fields.has(name)) return undefined;
    fields.set(name, value);
  }
  const { token = "", token_type_hint: hint = "", client_address: address, ...unknown } = Object.fromEntries(fields);
  if (!SECRET.test(token) || !/^\w*$/.test(hint) || Object.keys(unknown).length > 0) return undefined;
  if (address === undefined) return { secret: token, address: null };
  const plain = address.replaceAll(/%3a/gi, ":");
  return /^[0-9a-f.:]+$/i.test(plain) && isIP(plain) !== 0 ? { secret: token, address: plain } : undefined;
}
