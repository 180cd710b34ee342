import { digestOf, hintOf } from "@/lib/access-token/secret/secret";
import { NUMBERS, secretOf } from "./secret";

/** What a person may have active at a time: the list of each is a hundred tokens long. */
export const TOKENS_PER_PERSON = 100;
const PEOPLE_PER_ORGANISATION = 10;
/** Enough that no token of theirs comes near the limit, however fast tokens are made. */
export const CREATORS = 500;
/** People whose page with their tokens is measured, by how many they have. Of those above the limit, the rest are revoked. */
export const PAGE_TOKENS = [0, 100, 10_000] as const;
const ORGANISATION_OF_REST = 0;

/** Lines of COPY's text format, for each table of what is seeded. */
type Tables = Record<(typeof TABLES)[number]["table"], Iterable<string>>;

export const TABLES = [
  { table: "user", columns: "id, email, email_verified_at, first_name, last_name, timezone" },
  { table: "organisation", columns: "id, name, slug, is_platform" },
  { table: "membership", columns: "organisation_id, user_id, role" },
  {
    table: "access_token",
    columns:
      "id, kind, user_id, organisation_id, acts_as, label, purpose, scopes, reach, created_by_user_id, revoked_at, revoke_kind",
  },
  { table: "access_token_secret", columns: "id, token_id, digest, key_id, hint, state, first_used_at" },
  { table: "access_token_last_use", columns: "token_id, used_at, address, user_agent" },
] as const;

type Kind = "person" | "creator" | "reader" | "organisation" | "token" | "secret";
const GROUP: Record<Kind, string> = {
  person: "0001",
  creator: "0002",
  reader: "0003",
  organisation: "0004",
  token: "0005",
  secret: "0006",
};

/** The id of what has this number: in order, as those of version 7 are. */
export function idOf(kind: Kind, n: number): string {
  return `01990000-${GROUP[kind]}-7000-8000-${n.toString(16).padStart(12, "0")}`;
}

export function readerId(tokens: (typeof PAGE_TOKENS)[number]): string {
  return idOf("reader", PAGE_TOKENS.indexOf(tokens));
}

/** All rows of a database with so many tokens, made while they are read. */
export function rowsOf(size: number, key: { key: Buffer; id: string }): Tables {
  const people = Math.ceil(size / TOKENS_PER_PERSON);
  const organisations = 1 + Math.ceil(people / PEOPLE_PER_ORGANISATION);
  const organisationOf = (person: number) => 1 + Math.floor(person / PEOPLE_PER_ORGANISATION);
  const everyone = [
    ...range(people).map((n) => ({
      id: idOf("person", n),
      name: `person${n}`,
      organisation: organisationOf(n),
      role: n % PEOPLE_PER_ORGANISATION === 0 ? "owner" : "member",
    })),
    ...range(CREATORS).map((n) => ({
      id: idOf("creator", n),
      name: `creator${n}`,
      organisation: ORGANISATION_OF_REST,
      role: n === 0 ? "owner" : "member",
    })),
    ...PAGE_TOKENS.map((_, n) => ({
      id: idOf("reader", n),
      name: `reader${n}`,
      organisation: ORGANISATION_OF_REST,
      role: "member",
    })),
  ];
  return {
    user: everyone.map(({ id, name }) => line(id, `${name}@bench.example`, "now", "Mira", "Okafor", "UTC")),
    // The first is the platform's: its token may ask about all others.
    organisation: range(organisations).map((n) =>
      line(idOf("organisation", n), `Agency ${n}`, `agency-${n}`, n === ORGANISATION_OF_REST),
    ),
    membership: everyone.map(({ id, organisation, role }) => line(idOf("organisation", organisation), id, role)),
    access_token: mapped(tokensOf(size), ({ n, owner, scopes, isRevoked }) =>
      line(
        idOf("token", n),
        owner === undefined ? "org" : "pat",
        owner,
        owner === undefined ? idOf("organisation", ORGANISATION_OF_REST) : undefined,
        owner === undefined ? "member" : undefined,
        `Token ${n}`,
        "automation",
        `{${scopes}}`,
        "everything",
        owner,
        isRevoked ? "now" : undefined,
        isRevoked ? "by_owner" : undefined,
      ),
    ),
    access_token_secret: mapped(tokensOf(size), ({ n }) => {
      const secret = secretOf(n);
      const digest = `\\\\x${digestOf(secret, key.key).toString("hex")}`;
      return line(idOf("secret", n), idOf("token", n), digest, key.id, hintOf(secret), "current", "now");
    }),
    access_token_last_use: mapped(tokensOf(size), ({ n }) =>
      line(idOf("token", n), "now", "203.0.113.7", "curl/8.5.0"),
    ),
  };
}

type Token = { n: number; owner: string | undefined; scopes: string; isRevoked: boolean };

function* tokensOf(size: number): Generator<Token> {
  for (let n = 0; n < size; n++) {
    yield { n, owner: idOf("person", Math.floor(n / TOKENS_PER_PERSON)), scopes: "all", isRevoked: false };
  }
  for (let n = 0; n < CREATORS; n++) {
    yield { n: NUMBERS.creators + n, owner: idOf("creator", n), scopes: "tokens:read,tokens:write", isRevoked: false };
  }
  yield { n: NUMBERS.verifier, owner: undefined, scopes: "verify", isRevoked: false };
  let n: number = NUMBERS.pages;
  for (const count of PAGE_TOKENS) {
    for (let i = 0; i < count; i++) {
      yield { n: n++, owner: readerId(count), scopes: "all", isRevoked: i >= TOKENS_PER_PERSON };
    }
  }
}

/** @see https://www.postgresql.org/docs/17/sql-copy.html, "Text Format". Nothing that is seeded holds what has to be escaped. */
function line(...values: readonly (string | boolean | undefined)[]): string {
  return `${values.map((value) => (value === undefined ? "\\N" : String(value))).join("\t")}\n`;
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}

function* mapped<From, To>(from: Iterable<From>, make: (value: From) => To): Generator<To> {
  for (const value of from) yield make(value);
}
