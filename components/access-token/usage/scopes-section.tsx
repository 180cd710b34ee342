import { notFound } from "next/navigation";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { Section } from "../view/section";
import { findNarrowing } from "./find-narrowing";
import { NarrowPanel } from "./narrow-panel";
import { NARROWING_DAYS } from "./narrowing-days";

/** What an active token may do beside what it did: nothing is to be narrowed of any other. */
export async function ScopesSection({ token, principal }: { token: TokenDetailsJson; principal: SessionPrincipal }) {
  if (token.status !== "active") return null;
  const narrowing = await findNarrowing(principal, token.uuid, NARROWING_DAYS[0]);
  if (narrowing === undefined) notFound();
  return (
    <Section title="Scopes in use">
      <NarrowPanel token={token} seed={narrowing} asOf={principal.now.toISOString()} />
    </Section>
  );
}
