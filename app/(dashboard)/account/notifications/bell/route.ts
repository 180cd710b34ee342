import { z } from "zod";
import { db } from "@/db/database";
import { refusal } from "@/lib/api/answer/refusal";
import { readJson } from "@/lib/api/request/body";
import { findBell } from "@/lib/notice/json";
import { markRead } from "@/lib/notice/read";
import { sessionOrRefusal } from "@/lib/session/session-or-refusal";

const headers = { "Cache-Control": "no-store" };
const read = z.object({ read: z.union([z.literal("all"), z.array(z.uuid().lowercase()).max(100)]) });

/** What the bell of the session's person shows now. */
export async function GET(): Promise<Response> {
  const principal = await sessionOrRefusal();
  if (principal instanceof Response) return principal;
  return Response.json(await findBell(db, principal), { headers });
}

/**
 * Mark the person's notices as read, `{"read": ["…"]}` or `{"read": "all"}`, and answer what the bell shows then. Other sites
 * cannot ask: the session's cookie does not come with their requests.
 */
export async function POST(request: Request): Promise<Response> {
  const principal = await sessionOrRefusal();
  if (principal instanceof Response) return principal;
  const body = await readJson(request).catch((error) => refusal(error, request));
  if (body instanceof Response) return body;
  const input = read.safeParse(body);
  if (!input.success) return Response.json({ code: "invalid_request" }, { status: 400, headers });
  await markRead(db, principal.user.id, input.data.read);
  return Response.json(await findBell(db, principal), { headers });
}
