import { db } from "@/db/database";
import { findToken } from "@/lib/access-token/find";
import { findSources } from "@/lib/access-token/usage/read";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import type { RotationJson } from "./rotation-json";

/** How far the rotation of a token of the signed-in person is, and who uses which secret; undefined for anyone else's. */
export async function findRotation(principal: SessionPrincipal, uuid: string): Promise<RotationJson | undefined> {
  const [token, secrets] = await Promise.all([findToken(db, principal, uuid), findSources(db, principal, uuid)]);
  return token === undefined || secrets === undefined ? undefined : { token, secrets };
}
