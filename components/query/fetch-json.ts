import { UNASKED } from "@/lib/session/rendered-for";

/**
 * What the server answers to a page of ours, as JSON. @throws where it is no success, naming the status alone
 * @param by who asks: for what a `person` asks, one whose session has ended is asked to sign in again; what the `page` asks fails
 */
export async function fetchJson<Data>(path: string, signal: AbortSignal, by: AskedBy = "person"): Promise<Data> {
  const answer = await fetch(path, { signal, cache: "no-store", headers: headersBy(by) });
  if (!answer.ok) throw new Error(`${path.replace(/\?.*/, "")} could not be read: ${answer.status}`);
  return await answer.json();
}

export type AskedBy = "person" | "page";

/** How a request says who asks. */
export function headersBy(by: AskedBy): Record<string, string> {
  return by === "page" ? { [UNASKED]: "1" } : {};
}
