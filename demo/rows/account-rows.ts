import type { NewRow } from "@/db/database";
import { type ClientName, clientRow } from "@/demo/tokens/clients";
import { type DemoPerson, emailOf, MAIN_PERSON } from "./people";
import type { Chance } from "./random";
import { workingHour } from "./token-rows";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Where each person signs in from; anyone not named here does so from an office desk. */
const BROWSERS: Partial<Record<string, ClientName>> = { mira: "macSafari", sam: "androidChrome" };

export function browserOf(name: string): ClientName {
  return BROWSERS[name] ?? "linuxFirefox";
}

/** Where the main person is signed in now, besides the viewer of the demo. */
export function sessionRows(userId: string, now: Date, chance: Chance): NewRow<"session">[] {
  const session = (by: ClientName, startedDaysAgo: number, seenMinutesAgo: number): NewRow<"session"> => {
    const startedAt = workingHour(now, startedDaysAgo, chance);
    return {
      id: chance.uuidAt(startedAt),
      user_id: userId,
      method: "password",
      created_at: startedAt,
      authenticated_at: startedAt,
      last_seen_at: new Date(now.getTime() - seenMinutesAgo * MINUTE_MS),
      ...clientRow(by),
    };
  };
  return [session("macSafari", 6, 35), session("androidChrome", 12, 9 * 60), session("linuxFirefox", 30, 5 * 24 * 60)];
}

/** The audit log of a person's account: created, signed in to about once a week, deactivated. */
export function accountActivity(person: DemoPerson, userId: string, now: Date, chance: Chance): NewRow<"activity">[] {
  const entry = (at: Date, type: string, rest: Partial<NewRow<"activity">> = {}): NewRow<"activity"> => ({
    id: chance.uuidAt(at),
    request_id: chance.uuidAt(at),
    created_at: at,
    type: `user.${type}`,
    user_id: userId,
    actor_user_id: userId,
    target_type: "user",
    target_id: userId,
    target_label: emailOf(person),
    ...clientRow(browserOf(person.name)),
    ...rest,
  });
  const entries = [entry(workingHour(now, person.joinedDaysAgo, chance), "created")];
  const last = person.deactivatedDaysAgo ?? 0;
  for (let day = person.joinedDaysAgo - 3; day > last; day -= chance.between(4, 11)) {
    entries.push(entry(workingHour(now, day, chance), "signed_in", { after: JSON.stringify({ method: "password" }) }));
  }
  if (person.name === MAIN_PERSON) entries.push(...incidents(entry, now));
  if (person.deactivatedDaysAgo !== undefined) {
    // From the server's command line: without an account and without an address.
    const byOperator = { actor_user_id: null, address: null, user_agent: "npm run admin" };
    entries.push(entry(workingHour(now, person.deactivatedDaysAgo, chance), "deactivated", byOperator));
  }
  return entries;
}

// Someone guessed at the password, and it was changed the next morning; and what else happens to a person in a quarter.
function incidents(
  entry: (at: Date, type: string, rest?: Partial<NewRow<"activity">>) => NewRow<"activity">,
  now: Date,
): NewRow<"activity">[] {
  const changed = mainPasswordChangedAt(now);
  const guessed = new Date(changed.getTime() - 11 * 60 * MINUTE_MS);
  const minutesAfter = (at: Date, minutes: number) => new Date(at.getTime() + minutes * MINUTE_MS);
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS - 95 * MINUTE_MS);
  const guess = { actor_user_id: null, ...clientRow("unknownScanner") };
  const phone = clientRow("androidChrome");
  return [
    ...[0, 2, 3, 11].map((minutes) => entry(minutesAfter(guessed, minutes), "sign_in_refused", guess)),
    entry(changed, "password_changed", { after: JSON.stringify({ ended_sessions: 4 }) }),
    entry(daysAgo(83), "profile_edited", {
      before: JSON.stringify({ timezone: "Europe/London" }),
      after: JSON.stringify({ timezone: "Europe/Berlin" }),
    }),
    entry(daysAgo(30), "sign_in_refused", { actor_user_id: null, ...phone }),
    entry(minutesAfter(daysAgo(30), 2), "password_reset_requested", { actor_user_id: null, ...phone }),
    entry(daysAgo(1), "sign_in_refused", { actor_user_id: null }),
    entry(minutesAfter(daysAgo(1), 1), "signed_in", { after: JSON.stringify({ method: "password" }) }),
    {
      ...entry(daysAgo(17), "signed_in"),
      type: "session.ended_elsewhere",
      target_type: null,
      target_id: null,
      target_label: null,
      after: JSON.stringify({ sessions: 2 }),
    },
  ];
}

/** When the main person last changed the password. */
export function mainPasswordChangedAt(now: Date): Date {
  return new Date(now.getTime() - 46 * DAY_MS);
}
