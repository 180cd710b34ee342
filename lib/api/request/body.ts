import type { z } from "zod";
import { problem } from "@/lib/api/answer/problem";
import { type FormFields, jsonOfForm, parseMultipart, parseUrlEncoded } from "./form";

/** The longest body that a write may have: 64 KiB. */
export const MAX_BODY_BYTES = 64 * 1024;

const FORM = "application/x-www-form-urlencoded";
const MULTIPART = "multipart/form-data";

/**
 * The JSON value that a request carries, as JSON or as an equivalent form by the schema.
 * @param schema what the value is going to be parsed with
 * @param whenAbsent what a request without any body means, where it may have none; its type of content is then not looked at
 * @throws Problem `unsupported_media_type`, `body_too_large`, `invalid_request`
 */
export async function readBody(request: Request, schema: z.ZodType, whenAbsent?: object): Promise<unknown> {
  if (whenAbsent !== undefined && isAbsent(request)) return whenAbsent;
  refuseCoding(request);
  const contentType = request.headers.get("content-type") ?? "";
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === FORM) return jsonOfForm(parseUrlEncoded(decode(await readBytes(request))), schema);
  if (type === MULTIPART) {
    const bytes = await readBytes(request);
    const fields = await parseMultipart(bytes, contentType);
    // The parser silently replaces invalid UTF-8.
    decode(bytes);
    return jsonOfForm(fields, schema);
  }
  return await readJson(request, { accept: `application/json, ${FORM}, ${MULTIPART}` });
}

/** The same of a request that carries a form (`application/x-www-form-urlencoded`) and nothing else. @throws Problem */
export async function readForm(request: Request, schema: z.ZodType): Promise<unknown> {
  return jsonOfForm(await readFields(request), schema);
}

/** The fields of such a form as they are. @throws Problem */
export async function readFields(request: Request): Promise<FormFields> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== FORM) throw problem("unsupported_media_type", { detail: `Send a form: Content-Type: ${FORM}.` });
  refuseCoding(request);
  return parseUrlEncoded(decode(await readBytes(request)));
}

type Terms = {
  /** What a refusal says that may be sent. */
  accept?: string;
  /** How many bytes at most. */
  most?: number;
  /** Looks at the bytes as they came, and throws where they are not to be read. */
  approve?: (bytes: Uint8Array) => void;
};

/**
 * The JSON value that a request carries as nothing but JSON.
 * @throws Problem `unsupported_media_type`, `body_too_large`, `invalid_request`
 */
export async function readJson(
  request: Request,
  { accept = "application/json", most = MAX_BODY_BYTES, approve }: Terms = {},
): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/json" && !/^application\/[a-z0-9.+-]+\+json$/.test(type)) {
    throw problem("unsupported_media_type", { headers: { Accept: accept } });
  }
  refuseCoding(request);
  const bytes = await readBytes(request, most);
  approve?.(bytes);
  const text = decode(bytes);
  if (text.trim() === "")
    throw problem("invalid_request", { detail: "Send a JSON object as the body: the request had no body." });
  try {
    return JSON.parse(text);
  } catch {
    throw problem("invalid_request", { detail: "Send valid JSON: the body could not be read as JSON." });
  }
}

/**
 * Refuse what a request carries that takes nothing: an empty object and null, which clients send of themselves, are nothing. Whoever
 * sends more expects something of it that would not happen.
 * @param instead where what people expect is done, as a sentence
 * @throws Problem `invalid_request`, `body_too_large`
 */
export async function refuseBody(request: Request, instead: string): Promise<void> {
  const bytes = await readBytes(request);
  const text = isCoded(request) && bytes.length > 0 ? "compressed" : decode(bytes).trim();
  if (text === "" || text === "null") return;
  if (/^\{\s*\}$/.test(text)) return;
  throw problem("invalid_request", { detail: `Send no body: it would be ignored. ${instead}` });
}

// RFC 9112 §6.3: a request has a body exactly when one of these two headers says so.
function isAbsent(request: Request): boolean {
  return Number(request.headers.get("content-length") ?? 0) === 0 && !request.headers.has("transfer-encoding");
}

/** Nothing is unpacked: a small body could become any size. @throws Problem `unsupported_media_type` */
function refuseCoding(request: Request): void {
  if (!isCoded(request)) return;
  throw problem("unsupported_media_type", {
    detail: "Send the body uncompressed, without the Content-Encoding header.",
    // RFC 9110 §12.5.3: which codings may be sent.
    headers: { "Accept-Encoding": "identity" },
  });
}

function isCoded({ headers }: Request): boolean {
  return !["", "identity"].includes(headers.get("content-encoding")?.trim().toLowerCase() ?? "");
}

/** Reads no further than the limit, whatever length the request claims to have. */
async function readBytes(request: Request, most = MAX_BODY_BYTES): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => problem("body_too_large", { detail: `Send a body of at most ${most / 1024} KiB.` });
  const brokeOff = () => {
    // Whoever sent it has left, or the rest was malformed.
    throw problem("invalid_request", { detail: "Send the whole body: it was incomplete." });
  };
  const length = request.headers.get("content-length");
  if (Number(length ?? 0) > most) throw tooLarge();
  if (length !== null) {
    // Read as a whole it needs no stream, which costs more than all else that is done with it.
    // biome-ignore lint/plugin: no more arrives than its length says, and that was looked at
    const whole = new Uint8Array(await request.arrayBuffer().catch(brokeOff));
    if (whole.byteLength > most) throw tooLarge();
    return whole;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read().catch(brokeOff);
    if (done) break;
    size += value.byteLength;
    if (size > most) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw problem("invalid_request", { detail: "Send the body as UTF-8: it contains bytes that are not UTF-8." });
  }
}
