import { sql } from "kysely";
import type { Db } from "@/db/database";
import type { Role } from "@/lib/authorization/principal";
import { inviteInput } from "@/lib/invitation/input";
import { invite } from "@/lib/invitation/invite";
import { createApplication, createMember, createOrganisation } from "./fixtures";
import { codeIn, queuedMails } from "./mail/queued-mail";
import { signIn } from "./session";

export const client = { address: "192.0.2.7", userAgent: "vitest", requestId: "invitation" };
/** What someone without an account fills in. */
export const SENT = { firstName: "Fee", lastName: "Lindqvist", password: "nine-herons-by-the-weir", timezone: "UTC" };

let number = 0;
/** An address that nobody has. */
export const newAddress = () => `fee.${number++}.${process.pid}@freelance.example`;

/** Makes organisations that invite. */
export function invitations(db: Db) {
  return { world, invited };

  async function world() {
    const organisation = await createOrganisation(db);
    const person = (role: Role) => createMember(db, organisation, role);
    const people = { owner: await person("owner"), admin: await person("admin"), member: await person("member") };
    return { organisation, people, application: await createApplication(db, organisation) };
  }

  /** Someone is invited by an owner; `code` is that of the mailed link. */
  async function invited(given: { email?: string; role?: Role; applications?: object[] } = {}) {
    const all = await world();
    const email = given.email ?? newAddress();
    const principal = await signIn(db, all.people.owner);
    const result = await invite(db, principal, all.organisation.id, inviteInput.parse({ ...given, email }));
    if (result.status !== "invited") throw new Error(result.status);
    const code = codeIn((await queuedMails(db, email)).at(-1));
    return { ...all, principal, email, code, invitation: result.invitation, result };
  }
}

/** In which roles whoever has this address belongs to an organisation. */
export async function seatsOf(db: Db, organisation: { id: string }, email: string) {
  return await db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .select(["membership.role", "user.id"])
    .where("organisation_id", "=", organisation.id)
    .where(sql<boolean>`lower(email) = lower(${email})`)
    .execute();
}
