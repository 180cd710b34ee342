import { sql } from "kysely";
import type { Db } from "./database";

/**
 * What many may hold and one may end: a token that calls, somebody's membership. Row locks alone let those who share one in
 * before whoever waits to have it alone, so that a busy token could not be ended for as long as it was busy. At a gate they come
 * in their order: who waits to end it holds up those who come later, and waits only for those who were there before.
 */
export async function lockGateShared(db: Db, names: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(gate) from ${gates(names)}`.execute(db);
}

/** Wait until nobody holds these, and keep all others out until the end of the transaction. */
export async function lockGate(db: Db, names: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(gate) from ${gates(names)}`.execute(db);
}

// In one order, so that two who need the same ones never wait for each other.
function gates(names: readonly string[]) {
  return sql`(
    select distinct hashtextextended('latchkey.gate ' || name, 0) as gate from unnest(${sql.val([...names])}::text[]) as name
    order by gate
  ) as gates`;
}

/** The gate of a token: held by each change that it makes. */
export const tokenGate = (id: string) => `token ${id.toLowerCase()}`;

/** The gate of an account: held by what a session makes that outlives it, and by who signs in without the password. */
export const accountGate = (userId: string) => `account ${userId}`;

/** The gate of a membership: held by each change that its person makes in that organisation. */
export const membershipGate = (userId: string, organisationId: string) => `membership ${userId} ${organisationId}`;
