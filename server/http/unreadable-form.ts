import type { IncomingMessage, ServerResponse } from "node:http";
import type { HeldPage } from "./held-page";
import { pathOf } from "./proper-request";
import { refusal } from "./refusal";

/**
 * Whether an answer of 500 is about a form of a page that cannot be read: Next.js ends with these words alone where one came without
 * scripts. No page of ours does, and no route.
 * @param type of the answer
 */
export function isOfUnreadableForm({ method, headers }: IncomingMessage, type: unknown): boolean {
  const isForm = headers["content-type"]?.toLowerCase().startsWith("multipart/form-data") === true;
  return method === "POST" && isForm && headers["next-action"] === undefined && type === "text/plain";
}

/** Say whose fault that is: the answer becomes a refusal. */
export async function withFaultOfForm(request: IncomingMessage, response: ServerResponse): Promise<HeldPage> {
  const detail = "Send the form as its boundary says: it could not be read.";
  const { status, headers, body } = refusal("invalid_request", detail, { path: pathOf(request), wantsPage: false });
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  return { body: Buffer.from(body), encoding: undefined, status };
}
