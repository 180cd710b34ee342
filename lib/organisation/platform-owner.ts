import type { Db } from "@/db/database";
import type { Principal, PrincipalOrganisation } from "@/lib/authorization/principal";
import { lockPrincipal } from "./lock";

/** The platform's organisation, for a person who owns it and so looks after the instance. Not for tokens. Pure. */
export function ownedPlatform(principal: Principal): PrincipalOrganisation | undefined {
  if (principal.type !== "session") return undefined;
  return principal.organisations.find(({ isPlatform, role }) => isPlatform && role === "owner");
}

/** Whether the principal is a person who owns the platform at this moment, locked until the transaction ends. */
export async function lockPlatformOwner(trx: Db, principal: Principal): Promise<boolean> {
  const platform = ownedPlatform(principal);
  return platform !== undefined && ownedPlatform(await lockPrincipal(trx, principal, [platform.id])) !== undefined;
}
