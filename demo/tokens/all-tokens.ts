import { MAIN_PERSON } from "@/demo/rows/people";
import type { Chance } from "@/demo/rows/random";
import { rotatedRows } from "@/demo/rows/rotation-rows";
import { known, type Names, type StoredSecret, type TokenRows, tokenRows } from "@/demo/rows/token-rows";
import { ENDED } from "./ended";
import { FIRST_CALL, IN_USE } from "./in-use";
import { OF_ORGANISATIONS, OF_OTHERS } from "./of-others";
import type { DemoToken, OrganisationToken } from "./token";

export type SecretMaker = {
  /** Make a secret, keep what is stored of it, and forget the secret. */
  newSecret(kind: "pat" | "org"): StoredSecret;
  /** The secret of the token for a first call. */
  firstSecret: StoredSecret;
};

/** The rows of every token of the demo, each with the name of the person who made it, those that make others first. */
export function allTokens(names: Names, secrets: SecretMaker, now: Date, luck: Chance) {
  const made: { maker: string; rows: TokenRows }[] = [];
  const makers = new Map<string, string>();
  const revocations = new Map<string, Date>();
  const add = (maker: string, data: DemoToken | OrganisationToken, owner: Parameters<typeof tokenRows>[1]) => {
    const newSecret = () => secrets.newSecret("userId" in owner ? "pat" : "org");
    const secret = data === FIRST_CALL ? secrets.firstSecret : newSecret();
    const madeWith = data.madeWith === undefined ? undefined : known(makers, data.madeWith);
    const revokedAt = data.revoked?.with === undefined ? undefined : known(revocations, data.revoked.with);
    const first = tokenRows(data, owner, names, { now, chance: luck, secret, madeWith, revokedAt });
    const rows = rotatedRows(first, now, luck, newSecret);
    makers.set(data.label, rows.token.id);
    if (rows.token.revoked_at instanceof Date) revocations.set(data.label, rows.token.revoked_at);
    made.push({ maker, rows });
  };
  const ofPeople = { [MAIN_PERSON]: [...IN_USE, ...ENDED, FIRST_CALL], ...OF_OTHERS };
  for (const [name, tokens] of Object.entries(ofPeople)) {
    for (const data of tokens) add(name, data, { userId: known(names.users, name) });
  }
  for (const data of OF_ORGANISATIONS) {
    const organisationId = known(names.organisations, data.organisation);
    add(data.madeBy, data, { organisationId, madeByUserId: known(names.users, data.madeBy) });
  }
  return made;
}
