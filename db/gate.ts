import { type RawBuilder, sql } from "kysely";
import type { Db } from "./database";

/**
 * A lock that many may share and one may take to end something: a calling token, a membership. Row locks alone prefer sharers
 * over the one who waits for exclusive access, so that a busy token could not be ended while it stayed busy. A gate is fair:
 * the one who waits to end it delays those who come later, and waits only for those who came before.
 */
export async function lockGateShared(db: Db, names: readonly string[]): Promise<void> {
  await sharedGate(names).execute(db);
}

/** `lockGateShared` as a part of a statement. What is to be locked after it stands outside of this part. */
export function sharedGate(names: readonly string[]): RawBuilder<unknown> {
  return sql`select pg_advisory_xact_lock_shared(gate) from ${gates(names)}`;
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

/** The gate of an account: held while a session creates something that outlives it, and by a sign-in without the password. */
export const accountGate = (userId: string) => `account ${userId}`;

/** The gate of a membership: held by each change that its person makes in that organisation. */
export const membershipGate = (userId: string, organisationId: string) => `membership ${userId} ${organisationId}`;
