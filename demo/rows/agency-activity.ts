import type { NewRow } from "@/db/database";
import { clientRow } from "@/demo/tokens/clients";
import { browserOf } from "./account-rows";
import { WITHDRAWN } from "./agency";
import { ORGANISATIONS } from "./organisations";
import { emailOf, PEOPLE } from "./people";
import type { Chance } from "./random";
import { known, type Names, workingHour } from "./token-rows";

type Activity = NewRow<"activity">;
type Made = {
  memberships: readonly { organisation_id: string; user_id: string; role: string; created_at: Date }[];
  applications: readonly NewRow<"application">[];
  withdrawals: readonly { token_id: string; decided_at: Date }[];
};

/** The activity of an organisation about its people, its applications and withdrawn tokens. */
export function agencyActivity(names: Names, made: Made, now: Date, luck: Chance): Activity[] {
  const entry = (at: Date, type: string, organisation_id: string, by: string, rest: Partial<Activity>): Activity => ({
    id: luck.uuidAt(at),
    request_id: luck.uuidAt(at),
    created_at: at,
    type,
    organisation_id,
    actor_user_id: known(names.users, by),
    ...clientRow(browserOf(by)),
    ...rest,
  });
  const person = (name: string) => {
    const found = PEOPLE.find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`the demo has no person called ${name}`);
    const id = known(names.users, name);
    return { user_id: id, target_type: "user", target_id: id, target_label: emailOf(found) };
  };
  const nameOf = (id: string) => [...names.users].find(([, userId]) => userId === id)?.[0] ?? "";
  const at = (daysAgo: number) => workingHour(now, daysAgo, luck);
  const harbour = known(names.organisations, "harbour-studio");

  const joined = made.memberships.map(({ organisation_id, user_id, role, created_at }) =>
    entry(created_at, "membership.created", organisation_id, nameOf(user_id), {
      ...person(nameOf(user_id)),
      after: JSON.stringify({ role }),
    }),
  );
  const applications = ORGANISATIONS.flatMap(({ applications: these, by }) =>
    made.applications
      .filter(({ slug }) => these.some((application) => application.slug === slug))
      .map((row) =>
        entry(new Date(row.created_at ?? now), "application.created", row.organisation_id, by, {
          ...aboutApplication(row),
          after: JSON.stringify({ name: row.name, slug: row.slug }),
        }),
      ),
  );
  const withdrawn = WITHDRAWN.map(({ organisation, owner, label, by, reason }, n) =>
    entry(
      made.withdrawals[n]?.decided_at ?? now,
      "access_token.access_withdrawn",
      known(names.organisations, organisation),
      by,
      {
        user_id: known(names.users, owner),
        target_type: "access_token",
        target_id: made.withdrawals[n]?.token_id ?? null,
        target_label: label,
        after: JSON.stringify({ organisation: "Harbour Studio", reason }),
      },
    ),
  );
  const roleChanged = (daysAgo: number, who: string, by: string, before: string, after: string) =>
    entry(at(daysAgo), "membership.role_changed", harbour, by, {
      ...person(who),
      before: JSON.stringify({ role: before }),
      after: JSON.stringify({ role: after }),
    });
  const renamed = made.applications
    .filter(({ slug }) => slug === "tide-tables")
    .map((row) =>
      entry(at(18), "application.renamed", harbour, "elif", {
        ...aboutApplication(row),
        before: JSON.stringify({ name: "Tide table widget" }),
        after: JSON.stringify({ name: row.name }),
      }),
    );
  return [
    ...joined,
    ...applications,
    ...withdrawn,
    roleChanged(402, "jonas", "mira", "member", "admin"),
    roleChanged(150, "elif", "jonas", "guest", "member"),
    ...renamed,
  ];
}

function aboutApplication({ id, name }: NewRow<"application">): Partial<Activity> {
  return { application_id: id, target_type: "application", target_id: id, target_label: name };
}
