import { findGrantsOf, findOrganisationsWithGrantsOf, type Grants } from "@/db/access-token/lineage";
import { lockApplication } from "@/db/application/application";
import { deleteCollaborator, findCollaboratorAccess } from "@/db/application/collaborator";
import type { Db } from "@/db/database";
import { cancelQueued } from "@/db/deployment/deployment";
import { revokeInvitation } from "@/db/organisation/invitation";
import { findMember } from "@/db/organisation/member";
import { lockOrganisation } from "@/db/organisation/organisation";
import { deleteTeamMember, findTeam } from "@/db/organisation/team";
import { pauseByLeak } from "@/db/webhook/webhook";
import { type ActivityEntry, actorOf, recordActivity } from "@/lib/activity/record";
import type { Principal, Starter } from "@/lib/authorization/principal";
import { teamFacts } from "@/lib/team/change";
import { shownHost } from "@/lib/webhook/target-url";
import { write } from "@/lib/write";
import { type LeakedToken, leakFacts } from "./message";

const AT_ONCE = 100;

type Withdrawal = { leaked: LeakedToken; organisationId: string; principal: Principal | Starter };

/**
 * Revoke what a leaked token, or one that it made, granted or asked for, no matter who may see it: open invitations, guests' access to
 * applications, team memberships, deployments that no one has picked up; and pause the webhooks that it set. People who accepted an
 * invitation stay. In batches, each change with its record.
 */
export async function withdrawGrants(db: Db, principal: Principal | Starter, leaked: LeakedToken): Promise<void> {
  for (const organisationId of await findOrganisationsWithGrantsOf(db, leaked.id)) {
    let isMore = true;
    while (isMore) {
      isMore = await write(
        db,
        principal,
        async (trx) => {
          await lockOrganisation(trx, organisationId);
          const grants = await findGrantsOf(trx, leaked.id, organisationId, AT_ONCE);
          await withdraw(trx, { leaked, organisationId, principal }, grants);
          return Object.values(grants).some(({ length }) => length === AT_ONCE);
        },
        "ending",
      );
    }
  }
}

async function withdraw(trx: Db, about: Withdrawal, grants: Grants): Promise<void> {
  // All at first and in one order, as everyone who locks several: what belongs to an application is only changed by who holds it.
  const applications = new Set([...grants.collaborators, ...grants.deployments].map((each) => each.application_id));
  for (const id of [...applications].sort()) await lockApplication(trx, id);
  for (const { id, email } of grants.invitations) {
    if (!(await revokeInvitation(trx, id))) continue;
    await record(trx, about, { type: "invitation.revoked", target: { type: "invitation", id, label: email } });
  }
  await takeOffApplications(trx, about, grants.collaborators);
  await takeOutOfTeams(trx, about, grants.teamMembers);
  await cancelDeployments(trx, about, grants.deployments);
  await pauseWebhooks(trx, about, grants.webhooks);
}

// In one order, as everyone who locks several.
async function pauseWebhooks(trx: Db, about: Withdrawal, webhooks: Grants["webhooks"]): Promise<void> {
  for (const { id, url } of [...webhooks].sort((one, other) => (one.id < other.id ? -1 : 1))) {
    if (!(await pauseByLeak(trx, id))) continue;
    await record(trx, about, { type: "webhook.paused", target: { type: "webhook", id, label: shownHost(url) } });
  }
}

async function cancelDeployments(trx: Db, about: Withdrawal, deployments: Grants["deployments"]): Promise<void> {
  for (const { id, application_id: applicationId, label } of deployments) {
    if (!(await cancelQueued(trx, id))) continue;
    await record(trx, about, {
      type: "deployment.ended",
      applicationId,
      target: { type: "deployment", id, label },
      before: { status: "queued" },
      after: { status: "cancelled" },
    });
  }
}

async function takeOffApplications(trx: Db, about: Withdrawal, collaborators: Grants["collaborators"]): Promise<void> {
  for (const [applicationId, people] of byKey(collaborators, "application_id")) {
    const application = await lockApplication(trx, applicationId);
    for (const { user_id: userId } of people) {
      const access = await findCollaboratorAccess(trx, applicationId, userId);
      const member = await findMember(trx, about.organisationId, userId);
      await deleteCollaborator(trx, applicationId, userId);
      // Neither can be gone: the database keeps both for as long as the guest has access.
      if (application === undefined || member === undefined) continue;
      await record(trx, about, {
        type: "application_collaborator.deleted",
        applicationId,
        userId,
        target: { type: "user", id: userId, label: member.email },
        before: { application: application.name, access },
      });
    }
  }
}

async function takeOutOfTeams(trx: Db, about: Withdrawal, teamMembers: Grants["teamMembers"]): Promise<void> {
  for (const [teamId, people] of byKey(teamMembers, "team_id")) {
    const before = await findTeam(trx, about.organisationId, teamId);
    for (const { user_id: userId } of people) await deleteTeamMember(trx, teamId, userId);
    const after = await findTeam(trx, about.organisationId, teamId);
    if (before === undefined || after === undefined) continue;
    await record(trx, about, {
      type: "team.edited",
      target: { type: "team", id: teamId, label: after.name },
      before: { members: teamFacts(before).members },
      after: { members: teamFacts(after).members },
    });
  }
}

async function record(
  trx: Db,
  { leaked, organisationId, principal }: Withdrawal,
  { after, ...entry }: Omit<ActivityEntry, "organisationId" | "actor" | "client">,
): Promise<void> {
  await recordActivity(trx, {
    ...entry,
    organisationId,
    actor: actorOf(principal),
    after: { ...after, ...leakFacts(leaked) },
    client: principal.client,
  });
}

/** The rows grouped by one column, in its order: everyone who locks several does it in that order. */
function byKey<Name extends string, Row_ extends Record<Name, string>>(
  rows: readonly Row_[],
  name: Name,
): [string, Row_[]][] {
  const groups = new Map<string, Row_[]>();
  for (const row of rows) groups.set(row[name], [...(groups.get(row[name]) ?? []), row]);
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
}
