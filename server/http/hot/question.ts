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

const LONGEST_SECRET = 64;
const IS_OF_SECRET = Uint8Array.from({ length: 128 }, (_, code) =>
  Number(/[0-9A-Za-z_]/.test(String.fromCharCode(code))),
);

/** Undefined for whatever is unusual, be it wrong or only rare: the API reads it. Pure. */
export function questionOf(authorization: string | undefined, form: string): Question | undefined {
  const client = authorization === undefined ? undefined : clientOf(authorization);
  const asked = client && askedIn(form);
  return asked && { ...client, ...asked };
}

function clientOf(authorization: string): Pick<Question, "client" | "id"> | undefined {
  const plain = plainSecretOf(authorization);
  if (plain !== undefined) return isSecret(plain, 0) ? { client: plain, id: undefined } : undefined;
  const [, credentials] = /^basic ([A-Za-z0-9+/]{1,300}={0,2})$/i.exec(authorization) ?? [];
  if (credentials === undefined) return undefined;
  const [id = "", secret = "", ...more] = Buffer.from(credentials, "base64").toString("latin1").split(":");
  return isSecret(secret, 0) && more.length === 0 ? { client: secret, id: id.toLowerCase() } : undefined;
}

function askedIn(form: string): Pick<Question, "secret" | "address"> | undefined {
  // What nearly every client sends.
  if (form.startsWith("token=") && isSecret(form, 6)) return { secret: form.slice(6), address: null };
  const fields = new Map<string, string>();
  for (const pair of form.split("&")) {
    const [name = "", value, ...more] = pair.split("=");
    if (value === undefined || more.length > 0 || fields.has(name)) return undefined;
    fields.set(name, value);
  }
  const { token = "", token_type_hint: hint = "", client_address: address, ...unknown } = Object.fromEntries(fields);
  if (!isSecret(token, 0) || !/^\w*$/.test(hint) || Object.keys(unknown).length > 0) return undefined;
  if (address === undefined) return { secret: token, address: null };
  const plain = address.replaceAll(/%3a/gi, ":");
  return /^[0-9a-f.:]+$/i.test(plain) && isIP(plain) !== 0 ? { secret: token, address: plain } : undefined;
}

/** Whether all from there on is what secrets consist of. Several times as fast as a regular expression that counts. */
function isSecret(text: string, from: number): boolean {
  const length = text.length - from;
  if (length < 1 || length > LONGEST_SECRET) return false;
  for (let at = from; at < text.length; at++) if (IS_OF_SECRET[text.charCodeAt(at)] !== 1) return false;
  return true;
}
