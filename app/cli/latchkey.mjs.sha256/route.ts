import { readClientFile } from "@/lib/client-file/served";

/** The checksum of the client's file, as `sha256sum -c` reads it. */
export async function GET(): Promise<Response> {
  const { sha256 } = await readClientFile("latchkey.mjs");
  const headers = { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, no-cache" };
  return new Response(`${sha256}  latchkey.mjs\n`, { headers });
}
