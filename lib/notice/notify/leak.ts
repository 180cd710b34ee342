import {
  findLeakChanges,
  findLeakJoined,
  findLeakPlaces,
  type LeakChange,
  type LeakJoined,
  type LeakPlace,
  listOwners,
} from "@/db/access-token/leak-report";
import type { Db } from "@/db/database";
import { personName } from "@/lib/access-token/json";
import type { Principal, Starter } from "@/lib/authorization/principal";
import type { NoticeContent } from "@/lib/notice/content";
import { leakChangeMessage } from "@/lib/notice/message/leak-change";
import { write } from "@/lib/write";
import { nameOf, notify } from "./notify";

type LeakDetail = Extract<NoticeContent, { kind: "token_leaked" }>["detail"];

// So many of each are named; the rest are counted, and the activity has them.
const NAMED = 20;

/**
 * Notify the owners of each organisation in which a leaked token, or one that it made, did anything: what was ended with it,
 * who joined by its invitations, and what else it changed. Once for each leak, at once, and it cannot be turned off.
 */
export async function notifyLeak(
  db: Db,
  principal: Principal | Starter,
  leaked: { id: string; label: string },
): Promise<void> {
  const places = await findLeakPlaces(db, leaked.id);
  if (places.length === 0) return;
  const changes = await findLeakChanges(db, leaked.id, NAMED);
  const joined = await findLeakJoined(db, leaked.id, NAMED);
  for (const place of places) {
    const detail = {
      label: leaked.label,
      token: leaked.id,
      organisation: place.name,
      slug: place.slug,
      by: nameOf(principal),
      ...endedIn(place),
      ...joinedIn(place, joined),
      ...changesIn(place, changes),
    };
    if (isNothing(detail)) continue;
    await write(db, principal, async (trx) => {
      for (const userId of await listOwners(trx, place.id)) {
        await notify(trx, {
          kind: "token_leaked",
          userId,
          tokenId: leaked.id,
          dedupeKey: `token_leaked:${leaked.id}:${place.id}`,
          detail,
        });
      }
    });
  }
}

function endedIn({ ended }: LeakPlace): Pick<LeakDetail, "ended"> {
  return {
    ended: {
      tokens: ended["access_token.revoked"] ?? 0,
      invitations: ended["invitation.revoked"] ?? 0,
      collaborators: ended["application_collaborator.deleted"] ?? 0,
      teams: ended["team.edited"] ?? 0,
      deployments: ended["deployment.ended"] ?? 0,
      webhooks: ended["webhook.paused"] ?? 0,
    },
  };
}

function joinedIn({ id }: LeakPlace, joined: readonly LeakJoined[]): Pick<LeakDetail, "joined" | "joined_count"> {
  const here = joined.filter((person) => person.organisation_id === id);
  return {
    joined: here.map(({ email, first_name: firstName, last_name: lastName, role }) => {
      const name = personName({ email, firstName, lastName });
      return { name: name === email ? email : `${name}, ${email}`, role };
    }),
    joined_count: here[0]?.total ?? 0,
  };
}

function changesIn({ id }: LeakPlace, changes: readonly LeakChange[]): Pick<LeakDetail, "changes" | "changes_count"> {
  const here = changes.filter((change) => change.organisation_id === id);
  return {
    changes: here.map((change) => ({ what: leakChangeMessage(change), on: change.target_label ?? "" })),
    changes_count: here[0]?.total ?? 0,
  };
}

function isNothing({ ended, joined_count, changes_count }: LeakDetail): boolean {
  return joined_count + changes_count + Object.values(ended).reduce((sum, count) => sum + count, 0) === 0;
}
