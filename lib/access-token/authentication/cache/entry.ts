import type { AuthenticationRow } from "@/db/access-token/authentication";
import { LEAK } from "@/db/principal-changes/notice";
import { type Judged, judge } from "@/lib/access-token/authentication/judge";
import { touchesOrganisation } from "@/lib/authorization/limit";
import type { Keeper } from "./kept";
import { Shared } from "./share";

/** What is remembered of a secret. */
export type Entry = Keeper & {
  readonly key: string;
  /** The token, its owner, and the organisations that it touches: what a notice may name. */
  readonly dependsOn: readonly string[];
  /** Until this moment by the database's clock, in milliseconds: time alone changes the answer then. */
  readonly validUntil: number;
  /** Roughly what it takes in memory, without what is kept with it. */
  readonly bytes: number;
  /** What of that was counted last. */
  countedBytes: number;
  /** What the row was found to be, when that is so wherever a request comes from; frozen. */
  readonly judged: Judged | undefined;
  /** What to judge it by otherwise, and the last answer with the address that it is for. */
  readonly row: AuthenticationRow | undefined;
  last: (Keeper & { readonly address: string | null; readonly judged: Judged }) | undefined;
  /** Recalled since it was last passed over. */
  isUsed: boolean;
  previous: Entry | undefined;
  next: Entry | undefined;
};

/** Whatever notices fail to tell ends with this: a trigger that somebody disabled, a restored table. */
const LONGEST_MS = 10 * 60_000;
// Measured with 100,000 principals: the objects, the maps and the index around them, and the texts that none shares.
const [OVERHEAD_BYTES, BYTES_OF_A_CHARACTER] = [1_000, 3];

const shared = new Shared();

/** What to remember of a row; undefined when that is nothing. A pending secret is not remembered: its first use makes it current. */
export function entryOf(key: string, row: AuthenticationRow): Entry | undefined {
  if (row.secret_state === "pending") return undefined;
  const isFixed = !dependsOnAddress(row);
  const { judged, own } = isFixed
    ? compact(judge(row, null, row.now))
    : { judged: undefined, own: 2 * JSON.stringify(row).length };
  return {
    key,
    dependsOn: dependenciesOf(row).map((id) => shared.text(id)),
    validUntil: validUntilOf(row),
    bytes: OVERHEAD_BYTES + BYTES_OF_A_CHARACTER * own,
    judged: judged && deepFreeze(judged),
    row: isFixed ? undefined : row,
    last: undefined,
    kept: undefined,
    keptBytes: 0,
    isAsked: false,
    countedBytes: 0,
    isUsed: false,
    previous: undefined,
    next: undefined,
  };
}

function compact(judged: Judged): { judged: Judged; own: number } {
  return { judged, own: judged.status === "authenticated" ? shared.within(judged.core) : 0 };
}

/** What an entry says to a request from this address, and keeps what is made of it. While it is valid, the moment makes no difference. */
export function judgedFor(entry: Entry, address: string | null): { judged: Judged; keeper: Keeper } | undefined {
  if (entry.judged !== undefined) return { judged: entry.judged, keeper: entry };
  if (entry.row === undefined) return undefined;
  // One client after the other mostly comes from one place.
  if (entry.last?.address !== address) {
    const judged = deepFreeze(judge(entry.row, address, entry.row.now));
    entry.last = { address, judged, kept: undefined, keptBytes: 0, isAsked: false };
  }
  return { judged: entry.last.judged, keeper: entry.last };
}

/** Whatever a notice may name that this row was read from: more than what its answer depends on. */
export function sourcesOf(row: AuthenticationRow): string[] {
  return [
    row.token_id,
    ...(row.user_id === null ? [] : [row.user_id]),
    ...(row.organisation_id === null ? [] : [row.organisation_id]),
    ...row.memberships.map(({ id }) => id),
    ...(row.comes_from_token ? [LEAK] : []),
  ];
}

// What a limited token does not touch says nothing about it, and a person may belong to a hundred organisations.
function dependenciesOf(row: AuthenticationRow): string[] {
  const untouched = row.memberships.filter(({ id }) => !touchesOrganisation(row, id)).map(({ id }) => id);
  return untouched.length === 0 ? sourcesOf(row) : sourcesOf(row).filter((id) => !untouched.includes(id));
}

function dependsOnAddress(row: AuthenticationRow): boolean {
  const policies = [row.owner_policy, ...row.memberships.map(({ policy }) => policy)];
  return (
    row.allowed_networks !== null || policies.some((policy) => policy !== null && policy.allowed_networks !== null)
  );
}

function validUntilOf(row: AuthenticationRow): number {
  const now = row.now.getTime();
  const ahead = [row.expires_at, row.retires_at].flatMap((at) => (at !== null && at > row.now ? at.getTime() : []));
  // One that began while the row was read was perhaps not seen: such a row is over already.
  const policy = row.next_policy_at === null ? [] : [row.next_policy_at.getTime()];
  return Math.min(now + LONGEST_MS, ...ahead, ...policy);
}

// Every request with this secret is given the very same objects.
function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
