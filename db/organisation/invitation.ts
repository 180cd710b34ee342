import { type SqlBool, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { v7 as uuidv7 } from "uuid";
import { type AnyOf, anyOf } from "@/db/any-of";
import type { Db, Row } from "@/db/database";
import { contains } from "@/db/search";

const STATE = sql<"pending" | "expired" | "accepted" | "revoked">`case
  when invitation.accepted_at is not null then 'accepted'
  when invitation.revoked_at is not null then 'revoked'
  when invitation.expires_at <= statement_timestamp() then 'expired'
  else 'pending' end`;

/** Invitations with what their receivers are told, and their current state. */
export function selectInvitation(db: Db) {
  return db
    .selectFrom("invitation")
    .innerJoin("organisation", "organisation.id", "invitation.organisation_id")
    .leftJoin("user as inviter", "inviter.id", "invitation.invited_by_user_id")
    .select([
      "invitation.id",
      "invitation.organisation_id",
      "invitation.email",
      "invitation.role",
      "invitation.created_at",
      "invitation.sent_at",
      "invitation.expires_at",
      "invitation.is_mailed",
      "invitation.is_vouched",
      "invitation.invited_by_user_id",
      "invitation.accepted_by_user_id",
      "organisation.name as organisation_name",
      "organisation.slug as organisation_slug",
      sql<
        string | null
      >`coalesce(nullif(trim(concat(inviter.first_name, ' ', inviter.last_name)), ''), inviter.email)`.as(
        "inviter_name",
      ),
      STATE.as("state"),
    ])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom("invitation_application as added")
          .whereRef("added.invitation_id", "=", "invitation.id")
          // Looked up one by one, by the key: a join would be free to read a whole table.
          .select([
            "added.application_id as id",
            "added.access",
            sql<string>`(select a.name from application a where a.id = added.application_id)`.as("name"),
          ])
          .orderBy(sql`name`),
      ).as("applications"),
    ]);
}

/** An invitation with what its receiver is told. */
export type InvitationRow = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

/** The open ones, the latest first: one statement, however many. */
export async function listOpenInvitations(
  db: Db,
  organisationId: string,
  page: { limit: number; offset: number; email?: AnyOf<string> },
): Promise<{ rows: InvitationRow[]; count: number }> {
  const isOpen = sql<boolean>`invitation.accepted_at is null and invitation.revoked_at is null
    and invitation.organisation_id = ${organisationId}
    and ${anyOf(page.email, (email) => sql<SqlBool>`lower(invitation.email) = lower(${email})`)}`;
  const rows = await selectInvitation(db)
    .where(isOpen)
    .orderBy("invitation.created_at", "desc")
    .orderBy("invitation.id", "desc")
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  const { count } = await db
    .selectFrom("invitation")
    .where(isOpen)
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return { rows, count: Number(count) };
}

export async function findInvitation(db: Db, organisationId: string, id: string) {
  return await selectInvitation(db)
    .where("invitation.organisation_id", "=", organisationId)
    .where("invitation.id", "=", id)
    .executeTakeFirst();
}

/** The invitation with this id, of whichever organisation. */
export async function findInvitationById(db: Db, id: string): Promise<InvitationRow | undefined> {
  return await selectInvitation(db).where("invitation.id", "=", id).executeTakeFirst();
}

/**
 * Invitations that wait to be accepted and were not mailed, of all organisations but one, the latest first, and how many there are.
 * @param query.search a part of the address, or of the organisation's name; empty for all
 */
export async function listUnmailedInvitations(
  db: Db,
  { but, search, limit }: { but: string; search: string; limit: number },
): Promise<{ rows: InvitationRow[]; count: number; withoutLink: number }> {
  const isWaiting = sql<boolean>`invitation.accepted_at is null and invitation.revoked_at is null
    and invitation.organisation_id <> ${but} and not invitation.is_mailed and invitation.expires_at > statement_timestamp()
    and (${contains(sql`invitation.email`, search)} or ${contains(sql`organisation.name`, search)})`;
  const rows = await selectInvitation(db)
    .where(isWaiting)
    .orderBy("invitation.sent_at", "desc")
    .orderBy("invitation.id", "desc")
    .limit(limit)
    .execute();
  const { count, without_link: withoutLink } = await db
    .selectFrom("invitation")
    .innerJoin("organisation", "organisation.id", "invitation.organisation_id")
    .where(isWaiting)
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .select(sql<string>`count(*) filter (where not invitation.is_vouched)`.as("without_link"))
    .executeTakeFirstOrThrow();
  return { rows, count: Number(count), withoutLink: Number(withoutLink) };
}

/** How many invitations wait, of every organisation, for an owner of the platform to make their link. */
export async function countWithoutLink(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom("invitation")
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .where("is_mailed", "=", false)
    .where("is_vouched", "=", false)
    .where("expires_at", ">", sql<Date>`statement_timestamp()`)
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Whether someone with this address belongs to the organisation. */
export async function isMemberByEmail(db: Db, organisationId: string, email: string): Promise<boolean> {
  const found = await db
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.user_id")
    .where("membership.organisation_id", "=", organisationId)
    .where(sql<boolean>`lower("user".email) = lower(${email})`)
    .select("user.id")
    .executeTakeFirst();
  return found !== undefined;
}

/** Revoke the open invitation of this address: a new one replaces it. */
export async function revokeOpenInvitations(db: Db, organisationId: string, email: string): Promise<void> {
  await db
    .updateTable("invitation")
    .set({ revoked_at: sql<Date>`now()` })
    .where("organisation_id", "=", organisationId)
    .where(sql<boolean>`lower(email) = lower(${email})`)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .execute();
}

/** @returns the new invitation's id */
export async function insertInvitation(
  db: Db,
  row: {
    organisationId: string;
    email: string;
    role: Row<"invitation">["role"];
    digest: Buffer;
    invitedByUserId: string | null;
    /** The token that invites; null for a person at the dashboard. */
    tokenId: string | null;
    livesDays: number;
    /** Whether the link is mailed. */
    isMailed: boolean;
    /** Whether the link is given to an owner of the platform; if neither, it is given to nobody. */
    isVouched: boolean;
  },
  applications: readonly { id: string; access: "read" | "write" }[],
): Promise<string> {
  const id = uuidv7();
  await db
    .insertInto("invitation")
    .values({
      id,
      organisation_id: row.organisationId,
      email: row.email,
      role: row.role,
      digest: row.digest,
      invited_by_user_id: row.invitedByUserId,
      invited_by_token_id: row.tokenId,
      sent_by_token_id: row.tokenId,
      is_mailed: row.isMailed,
      is_vouched: row.isVouched,
      expires_at: sql<Date>`now() + make_interval(days => ${row.livesDays})`,
    })
    .execute();
  if (applications.length > 0) {
    await db
      .insertInto("invitation_application")
      .values(
        applications.map(({ id: applicationId, access }) => ({
          invitation_id: id,
          application_id: applicationId,
          access,
        })),
      )
      .execute();
  }
  return id;
}

/** Give an invitation a new link and a new lifetime. The previous link stops working. */
export async function renewInvitation(
  db: Db,
  id: string,
  link: { digest: Buffer; tokenId: string | null; livesDays: number; isMailed: boolean; isVouched: boolean },
): Promise<void> {
  await db
    .updateTable("invitation")
    .set({
      digest: link.digest,
      sent_by_token_id: link.tokenId,
      is_mailed: link.isMailed,
      is_vouched: link.isVouched,
      sent_at: sql<Date>`now()`,
      expires_at: sql<Date>`now() + make_interval(days => ${link.livesDays})`,
    })
    .where("id", "=", id)
    .execute();
}

/** @returns whether it was open until now */
export async function revokeInvitation(db: Db, id: string): Promise<boolean> {
  const result = await db
    .updateTable("invitation")
    .set({ revoked_at: sql<Date>`now()` })
    .where("id", "=", id)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * Revoke the invitations that someone sent: nobody who leaves may leave a door open.
 * @param roles only the invitations to these
 * @returns how many were open
 */
export async function revokeInvitationsBy(
  db: Db,
  organisationId: string,
  userId: string,
  roles: readonly Row<"invitation">["role"][] = ["owner", "admin", "member", "guest"],
): Promise<number> {
  if (roles.length === 0) return 0;
  const result = await db
    .updateTable("invitation")
    .set({ revoked_at: sql<Date>`now()` })
    .where("organisation_id", "=", organisationId)
    .where("invited_by_user_id", "=", userId)
    .where("role", "in", [...roles])
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** Revoke every open invitation that someone, or a personal token of theirs, has sent, in whichever organisation. */
export async function revokeAllInvitationsBy(db: Db, userId: string) {
  return await db
    .updateTable("invitation")
    .set({ revoked_at: sql<Date>`now()` })
    .where("invited_by_user_id", "=", userId)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .returning(["id", "organisation_id", "email"])
    .execute();
}
