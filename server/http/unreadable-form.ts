import { AsyncLocalStorage } from "node:async_hooks";
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
export async function withFaultOfForm(
  request: IncomingMessage,
  response: ServerResponse,
  detail = "Send the form with the boundary from its header: it could not be read.",
): Promise<HeldPage> {
  const { status, headers, body } = refusal("invalid_request", detail, { path: pathOf(request), wantsPage: false });
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  return { body: Buffer.from(body), encoding: undefined, status };
}

type Call = { isUnreadable: boolean };
const calls = new AsyncLocalStorage<Call>();
// Next.js itself, in its package and in the build. What it calls of ours has frames elsewhere.
const FRAME_OF_NEXT = /\(<anonymous>\)$|\bnode:|[\\/]next[\\/]dist[\\/]|[\\/]node_modules_next_dist_/;

/** Answer a request, and know meanwhile whether it calls a server action. */
export async function asCall(request: IncomingMessage, answer: () => Promise<void>): Promise<void> {
  if (request.method !== "POST" || request.headers["next-action"] === undefined) return await answer();
  await calls.run({ isUnreadable: false }, answer);
}

/** Whether this was thrown while Next.js read what a server action is called with; its call then counts as unreadable. */
export function isOfUnreadableCall({ stack = "" }: Error): boolean {
  const call = calls.getStore();
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  if (call === undefined || frames.length === 0 || !frames.every((frame) => FRAME_OF_NEXT.test(frame))) return false;
  call.isUnreadable = true;
  return true;
}

/**
 * What finds a refusal in the place of the answer to this call once that has ended, if it could not be read; undefined for what calls no
 * action.
 */
export function refusalOfCall(request: IncomingMessage, response: ServerResponse) {
  const call = calls.getStore();
  const detail = "Call the action as its page does: the request could not be read.";
  return call && (async () => (call.isUnreadable ? await withFaultOfForm(request, response, detail) : undefined));
}
