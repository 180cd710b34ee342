import type { Kysely } from "kysely";
import type { Database } from "@/db/schema";
import { editToken } from "@/lib/access-token/edit";
import { editTokenInput } from "@/lib/access-token/input";
import { revokeToken } from "@/lib/access-token/revocation/revoke";
import { rotateToken } from "@/lib/access-token/rotation/rotate";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { startBulkWithdrawal } from "@/lib/organisation/bulk-withdrawal/start";
import { removeMember } from "@/lib/organisation/member/remove";
import { saveDraft } from "@/lib/organisation/policy/draft";
import { enforcePolicy } from "@/lib/organisation/policy/enforce";
import { withdrawAccess } from "@/lib/organisation/token/withdraw";
import { deactivate } from "@/lib/user/deactivate";
import {
  createApplication,
  createMember,
  createOrganisation,
  createToken,
  createUser,
  type TestToken,
  type TestUser,
} from "./fixtures";
import { type ApiAnswer, api } from "./http/api";
import { signIn } from "./session";
import { waitFor } from "./wait";

/** What an ending is about: a token of an admin of an organisation, which someone else got hold of. */
export type Stolen = {
  db: Kysely<Database>;
  boss: TestUser;
  owner: TestUser;
  organisation: { id: string };
  environmentId: string;
  token: TestToken;
  /** Another one of the same owner, which the thief rotates and edits. */
  other: TestToken;
};

export async function steal(db: Kysely<Database>): Promise<Stolen> {
  const boss = await createUser(db);
  const organisation = await createOrganisation(db, { members: [{ user: boss, role: "owner" }] });
  const owner = await createMember(db, organisation, "admin");
  const { environments } = await createApplication(db, organisation);
  const environmentId = Object.values(environments)[0] ?? "";
  const [token, other] = [await createToken(db, owner), await createToken(db, owner)];
  return { db, boss, owner, organisation, environmentId, token, other };
}

const TOKENS = "/iam/v3/access-tokens/";

/** What a thief does over and over with the token, with something new in each round. */
const changes: readonly ((stolen: Stolen, n: number) => readonly [method: string, path: string, body: unknown])[] = [
  (_, n) => ["POST", TOKENS, { label: `more ${n}`, expiration_date: null }],
  (_, n) => ["POST", TOKENS, { label: `less ${n}`, scopes: ["tokens:write", "tokens:read"] }],
  ({ token }, n) => ["PATCH", `${TOKENS}${token.id}/`, { description: `kept ${n}` }],
  ({ other }) => ["POST", `${TOKENS}${other.id}/rotate/`, { overlap: 3600 }],
  ({ other }, n) => ["PATCH", `${TOKENS}${other.id}/`, { label: `other ${n}` }],
  ({ organisation }, n) => ["POST", "/apps/v3/applications/", { organisation: organisation.id, name: `a ${n}` }],
  ({ environmentId }, n) => [
    "POST",
    "/apps/v3/environment-variables/",
    { environment: environmentId, name: `V${n}`, value: "x" },
  ],
];

type Loops = {
  loops: number;
  /** Only make tokens, instead of whatever the token can change. */
  onlyCreate?: true;
  /** Another server than the shared one. */
  url?: string;
};

/** Loops over the changing endpoints with the stolen token, until they are told to end. They count each status that they meet. */
function loop(stolen: Stolen, { loops, onlyCreate, url }: Loops) {
  const tried = onlyCreate ? changes.slice(0, 1) : changes;
  const statuses = new Map<number, number>();
  let isOver = false;
  let n = 0;
  const one = async (at: number) => {
    while (!isOver) {
      const [method, path, body] = tried[(at + n++) % tried.length]?.(stolen, n) ?? ["GET", "/", {}];
      const { status } = await api(path, {
        method,
        token: stolen.token.secret,
        body,
        ...(url === undefined ? {} : { url }),
      });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  const running = Promise.all(Array.from({ length: loops }, (_, at) => one(at)));
  return {
    statuses,
    /** That each loop has been allowed at least once. */
    isUnderWay: () => [...statuses.values()].reduce((sum, count) => sum + count, 0) >= 2 * loops,
    end: async () => {
      isOver = true;
      await running;
    },
  };
}

type Ending = {
  /** @returns the status of the verb */
  end: (stolen: Stolen, as: { owner: SessionPrincipal; boss: SessionPrincipal }) => Promise<string>;
  status: string;
  /** Ask with the token for what it can no longer do. */
  ask: (stolen: Stolen) => readonly [path: string];
  refused: (answer: ApiAnswer) => boolean;
};

const me = () => ["/iam/v3/me/"] as const;
const members = ({ organisation }: Stolen) => [`/iam/v3/organisations/${organisation.id}/members/`] as const;
const withCode =
  (...codes: string[]) =>
  ({ json }: ApiAnswer) =>
    codes.includes(json?.code);

/** Each way in which a token, or what it may, is ended. */
export const endings: Readonly<Record<string, Ending>> = {
  revoke: {
    end: async ({ db, token }, { owner }) => (await revokeToken(db, owner, { id: token.id, reason: null })).status,
    status: "revoked",
    ask: me,
    refused: withCode("token_revoked"),
  },
  "revoke as leaked": {
    end: async ({ db, token }, { owner }) =>
      (await revokeToken(db, owner, { id: token.id, reason: null, leaked: true })).status,
    status: "revoked",
    ask: me,
    refused: withCode("token_revoked"),
  },
  "replace now": {
    end: async ({ db, token }, { owner }) =>
      (await rotateToken(db, owner, token.id, { overlapSeconds: 0, replaceNow: true })).status,
    status: "rotated",
    ask: me,
    refused: withCode("token_retired"),
  },
  narrow: {
    end: async ({ db, token }, { owner }) =>
      (await editToken(db, owner, token.id, editTokenInput.parse({ scopes: ["tokens:read"] }))).status,
    status: "edited",
    ask: members,
    refused: withCode("insufficient_scope"),
  },
  "withdraw access": {
    end: async ({ db, token, organisation }, { boss }) =>
      (await withdrawAccess(db, boss, { organisationId: organisation.id, tokenId: token.id, reason: null })).status,
    status: "withdrawn",
    ask: members,
    refused: withCode("access_withdrawn"),
  },
  policy: {
    end: async ({ db, organisation }, { boss }) => {
      await saveDraft(db, boss, organisation.id, { all_access_allowed: false });
      return (await enforcePolicy(db, boss, organisation.id, {})).status;
    },
    status: "enforced",
    ask: members,
    refused: withCode("blocked_by_policy"),
  },
  removal: {
    end: async ({ db, owner, organisation }, { boss }) =>
      (await removeMember(db, boss, { organisationId: organisation.id, userId: owner.id })).status,
    status: "removed",
    ask: members,
    refused: withCode("not_found"),
  },
  deactivation: {
    end: async ({ db, owner }) =>
      (await deactivate(db, owner.email, { address: null, userAgent: "", requestId: "" })).status,
    status: "deactivated",
    ask: me,
    refused: withCode("owner_deactivated"),
  },
  bulkWithdrawal: {
    end: async ({ db, organisation, token }, { boss }) => {
      const made_before = new Date(boss.now.getTime() - 1);
      const { status } = await startBulkWithdrawal(db, boss, organisation.id, {
        made_before,
        personal: true,
        organisation: false,
        reason: "",
      });
      await waitFor(async () => {
        const access = db.selectFrom("access_token_organisation").where("token_id", "=", token.id);
        return (await access.select("state").executeTakeFirst())?.state === "withdrawn";
      }, "the bulk withdrawal to come to the token");
      return status;
    },
    status: "started",
    ask: members,
    refused: withCode("access_withdrawn"),
  },
};

/** End it while the loops run. @returns how it went, and how long it took in milliseconds */
export async function endWhileBusy(
  ending: Ending,
  stolen: Stolen,
  loops: Loops,
): Promise<{ status: string; ms: number; answer: ApiAnswer; statuses: ReadonlyMap<number, number> }> {
  const as = { owner: await signIn(stolen.db, stolen.owner), boss: await signIn(stolen.db, stolen.boss) };
  const thief = loop(stolen, loops);
  try {
    await waitFor(thief.isUnderWay, "the loops to be under way");
    const begun = performance.now();
    const status = await ending.end(stolen, as);
    const ms = performance.now() - begun;
    const [path] = ending.ask(stolen);
    const answer = await api(path, {
      token: stolen.token.secret,
      ...(loops.url === undefined ? {} : { url: loops.url }),
    });
    return { status, ms, answer, statuses: thief.statuses };
  } finally {
    await thief.end();
  }
}
