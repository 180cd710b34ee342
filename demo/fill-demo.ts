import type { Kysely } from "kysely";
import type { Db } from "@/db/database";
import type { Database } from "@/db/schema";
import { emailOf, MAIN_PERSON, PEOPLE } from "@/demo/rows/people";
import { seedDemo } from "@/demo/rows/seed";
import { authenticate } from "@/lib/access-token/authentication/authenticate";
import { checksum, digestOf, generateSecret, hintOf } from "@/lib/access-token/secret/secret";
import { env } from "@/lib/env";
import { deriveKey, tokenDigestKey } from "@/lib/keys";
import { hashPassword } from "@/lib/password/hash";
import { fillDeployments } from "./deployments";
import { fillNotices } from "./notices";
import { fillVariables } from "./variables";

/** The password of every account of the demo. Anyone may know it: a demo holds nothing of anyone's. */
export const DEMO_PASSWORD = "paper-boats-in-the-rain";

export type DemoLogin = { email: string; name: string; role: string };

export type FilledDemo = {
  /** Who can be signed in as with `DEMO_PASSWORD`, the main person first. */
  logins: DemoLogin[];
  /** A token of the main person with its secret, as long as it works. */
  firstToken: { label: string; secret: string } | undefined;
};

/** Accounts to sign in to, one for each role. */
const LOGINS: readonly (readonly [name: string, role: string])[] = [
  [MAIN_PERSON, "owner of Harbour Studio, an agency; has 44 tokens"],
  ["jonas", "its administrator"],
  ["aiko", "a member"],
  ["sam", "a guest, freelancer"],
  ["claire", "owner of Kunsthalle Nord, the agency’s client"],
  ["ingrid", "owner of the platform"],
];

/**
 * Fill the database with the demo, unless that was done before.
 * @returns undefined when others have accounts in it: nothing is written then, above all no account with a known password
 */
export async function fillDemo(db: Kysely<Database>, now: Date): Promise<FilledDemo | undefined> {
  const { TOKEN_PREFIX, BRAND_NAME } = env();
  const { key, id: keyId } = tokenDigestKey();
  const store = (secret: string) => ({ digest: digestOf(secret, key), key_id: keyId, hint: hintOf(secret) });
  const secret = firstSecret(TOKEN_PREFIX);
  const outcome = await seedDemo(db, {
    now,
    platformName: BRAND_NAME,
    passwordHash: await hashPassword(DEMO_PASSWORD),
    newSecret: (kind) => store(generateSecret(TOKEN_PREFIX, kind)),
    firstSecret: store(secret),
    complete: async (trx) => {
      await fillVariables(trx);
      await fillDeployments(trx, now);
      await fillNotices(trx, now);
    },
  });
  if (outcome === "occupied") return undefined;
  return {
    logins: LOGINS.map(([name, role]) => login(name, role)),
    firstToken: await working(db, secret),
  };
}

async function working(db: Db, secret: string): Promise<FilledDemo["firstToken"]> {
  const client = { address: null, userAgent: "", requestId: "" };
  const result = await authenticate(db, `Bearer ${secret}`, client);
  return result.status === "authenticated" ? { label: result.principal.token.label, secret } : undefined;
}

function login(name: string, role: string): DemoLogin {
  const person = PEOPLE.find((candidate) => candidate.name === name);
  if (person === undefined) throw new Error(`the demo has no person called ${name}`);
  return { email: emailOf(person), name: `${person.firstName} ${person.lastName}`, role };
}

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM_CHARACTERS = 30;

/**
 * The secret of the demo's token for a first call. Only in a demo is a secret derived instead of random: each start can then
 * show it again, although it is stored nowhere. Anyone with APP_SECRET has the demo anyway.
 */
function firstSecret(prefix: string): string {
  // 256 bits onto 62^30 ≈ 2^178 values: no bias that anyone could see.
  let number = BigInt(`0x${deriveKey("demo-token").toString("hex")}`);
  let random = "";
  for (let i = 0; i < RANDOM_CHARACTERS; i++) {
    random += BASE62.charAt(Number(number % 62n));
    number /= 62n;
  }
  const body = `${prefix}_pat_${random}`;
  return body + checksum(body);
}
