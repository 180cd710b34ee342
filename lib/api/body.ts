import { problem } from "./problem";

/** The longest body that a write may have: 64 KiB. */
export const MAX_BODY_BYTES = 64 * 1024;

/**
 * The JSON value that a request carries.
 * @param whenAbsent what a request without any body means, where it may have none; its type of content is then not looked at
 * @throws Problem `unsupported_media_type`, `body_too_large`, `invalid_request`
 */
export async function readJson(request: Request, whenAbsent?: object): Promise<unknown> {
  if (whenAbsent !== undefined && isAbsent(request)) return whenAbsent;
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type !== "application/json" && !/^application\/[a-z0-9.+-]+\+json$/.test(type)) {
    throw problem("unsupported_media_type", { headers: { Accept: "application/json" } });
  }
  const text = decode(await readBytes(request));
  try {
    return JSON.parse(text);
  } catch {
    throw problem("invalid_request", { detail: "The body is not valid JSON." });
  }
}

// RFC 9112 §6.3: a request has a body exactly when one of these two headers says so.
function isAbsent(request: Request): boolean {
  return Number(request.headers.get("content-length") ?? 0) === 0 && !request.headers.has("transfer-encoding");
}

/** Reads no further than the limit, whatever length the request claims to have. */
async function readBytes(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw problem("body_too_large");
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > MAX_BODY_BYTES) {
      await reader.cancel();
      throw problem("body_too_large");
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw problem("invalid_request", { detail: "The body is not valid UTF-8." });
  }
}
