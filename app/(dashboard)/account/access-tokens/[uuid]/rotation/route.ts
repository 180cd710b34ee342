import { z } from "zod";
import { findRotation } from "@/components/access-token/rotation/find-rotation";
import { sessionOrRefusal } from "@/lib/session/session-or-refusal";

/** How far the rotation of the token of the address is, for the person of the session: the page asks again while it is open. */
export async function GET(_request: Request, { params }: { params: Promise<{ uuid: string }> }): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  const principal = await sessionOrRefusal();
  if (principal instanceof Response) return principal;
  const { uuid } = await params;
  const rotation = z.uuid().lowercase().safeParse(uuid).success ? await findRotation(principal, uuid) : undefined;
  if (rotation === undefined) return Response.json({ code: "not_found" }, { status: 404, headers });
  return Response.json(rotation, { headers });
}
