import { notFound } from "next/navigation";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { findRotation } from "./find-rotation";
import { LiveRotation } from "./live-rotation";

/** How far the rotation of a token is, and what can be done about it. A revoked one has no secret left to rotate. */
export async function RotationSection({ token, principal }: { token: TokenDetailsJson; principal: SessionPrincipal }) {
  if (token.status === "revoked") return null;
  const rotation = await findRotation(principal, token.uuid);
  if (rotation === undefined) notFound();
  return <LiveRotation seed={rotation} asOf={principal.now.toISOString()} />;
}
