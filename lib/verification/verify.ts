import { refusedAt } from "@/lib/application/find";
import type { TokenPrincipalCore } from "@/lib/authorization/principal";
import { reaches, reachOf } from "@/lib/authorization/reach";
import { allowsScope, grantedScopes, SCOPES } from "@/lib/authorization/scope";
import { type OrganisationRefusal, refusedIn } from "@/lib/organisation/authorize";
import type { Place } from "./place";
import type { Question } from "./question";

export type Verdict =
  | { status: "verified"; headers: VerifiedHeaders }
  /** All that were asked for, with blanks between them. */
  | { status: "insufficient_scope"; scope: string }
  | OrganisationRefusal;

/** What is told about whom a request came from, with all else that the token decides of an answer. */
export type VerifiedHeaders = Readonly<Record<string, string>>;

/** The headers that say who it is. Each is always there, and empty where there is nothing to say: none is left for a client to fill. */
export const IDENTITY_HEADERS = ["X-Token-Id", "X-User-Id", "X-User-Email", "X-Organisation-Ids", "X-Scopes"] as const;

/**
 * Whether a live token may do what is asked for: scopes ∩ limits ∩ its owner's rights ∩ access. Pure, and for a question about nothing
 * one look-up. An organisation's token that its own organisation keeps out is nobody, and refused whatever is asked.
 * @param places of what `findPlaces` returned for the question
 */
export function verify(principal: TokenPrincipalCore, question: Question, places: readonly Place[]): Verdict {
  const { owner, token, organisations } = principal;
  if (owner.type === "organisation" && principal.refusedOrganisations.length > 0) return refusedIn(principal, owner.id);
  if (question.scope?.some((scope) => !allowsScope(token.scopes, scope))) {
    return { status: "insufficient_scope", scope: [...new Set(question.scope)].join(" ") };
  }
  const closed = question.organisation?.find((id) => !organisations.some((organisation) => organisation.id === id));
  if (closed !== undefined) return refusedIn(principal, closed);
  if (places.length > 0) {
    // What a guest may only read is nothing for a scope that writes.
    const reach = reachOf(principal, question.scope?.some(isWriting) ? "write" : "read");
    for (const place of places) {
      if (place === undefined) return { status: "not_found" };
      if (!reaches(reach, place)) return refusedAt(principal, place);
    }
  }
  return { status: "verified", headers: verifiedHeaders(principal) };
}

function isWriting(scope: string): boolean {
  return scope === "all" || scope.endsWith(":write");
}

/** What is told of a principal. */
function verifiedHeaders({ token, owner, organisations }: TokenPrincipalCore): VerifiedHeaders {
  const isUser = owner.type === "user";
  const identity: Record<(typeof IDENTITY_HEADERS)[number], string> = {
    "X-Token-Id": token.id,
    "X-User-Id": isUser ? owner.id : "",
    "X-User-Email": isUser ? asHeader(owner.email) : "",
    "X-Organisation-Ids": organisations.map(({ id }) => id).join(","),
    "X-Scopes": writtenOut(token.scopes).join(" "),
  };
  const expires: Record<string, string> =
    token.expires_at === null ? {} : { "Token-Expires-At": token.expires_at.toISOString() };
  return { ...identity, ...expires, "Cache-Control": "no-store" };
}

/** Every scope that these grant, in the order of all: whoever looks for one finds it by its name. */
export function writtenOut(scopes: readonly string[]): string[] {
  const granted = grantedScopes(scopes);
  return SCOPES.filter((scope) => granted.has(scope));
}

/** A text as visible ASCII: everything else, and the percent sign, is percent-encoded as UTF-8, so that two texts never become one. */
export function asHeader(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\x21-\x24\x26-\x7e]/gu, (character) =>
      [...Buffer.from(character)].map((octet) => `%${octet.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
    );
}
