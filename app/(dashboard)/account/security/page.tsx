import type { Metadata } from "next";
import { AddressNotice } from "@/components/address-proof/address-notice";
import { FormNotice } from "@/components/form/form-notice";
import { PageHeader } from "@/components/page/page-header";
import { findIdentitiesOfUser } from "@/db/account/oidc-identity";
import { findLiveSessionsOfUser } from "@/db/account/session";
import { findUser } from "@/db/account/user";
import { db } from "@/db/database";
import { oidcProvider } from "@/lib/oidc/provider";
import { deviceOf } from "@/lib/session/device";
import { isFresh } from "@/lib/session/reauthenticate";
import { requireSession } from "@/lib/session/require-session";
import { IdentitySection } from "./identity-section";
import { PasswordSection } from "./password-section";
import { SessionsSection } from "./sessions-section";

export const metadata: Metadata = { title: "Security" };

type Query = Promise<Record<string, string | string[] | undefined>>;

/** The ways to sign in, and the current sessions. */
export default async function SecurityPage({ searchParams }: { searchParams: Query }) {
  const principal = await requireSession();
  const [query, user, sessions, identities] = await Promise.all([
    searchParams,
    findUser(db, principal.user.id),
    findLiveSessionsOfUser(db, principal.user.id),
    findIdentitiesOfUser(db, principal.user.id),
  ]);
  const provider = oidcProvider();
  const notice = securityNotice(query.error, query.done, provider?.name ?? "the provider");
  const isOfProvider = (issuer: string) => issuer.replace(/\/$/, "") === provider?.issuer.replace(/\/$/, "");
  const hasPassword = user?.password_hash != null;
  return (
    <>
      <PageHeader title="Security">How you sign in, and where you’re signed in.</PageHeader>
      {notice && (
        <div className="mb-6 max-w-2xl">
          <FormNotice tone={notice.tone}>{notice.sentence}</FormNotice>
        </div>
      )}
      <div className="grid gap-10">
        <AddressNotice user={principal.user} saysWho />
        <PasswordSection
          email={principal.user.email}
          changedAt={user?.password_changed_at ?? null}
          hasPassword={hasPassword}
          provider={provider?.name ?? "another provider"}
        />
        {(provider || identities.length > 0) && (
          <IdentitySection
            provider={provider?.name}
            connectable={provider !== undefined && !identities.some(({ issuer }) => isOfProvider(issuer))}
            identities={identities.map(({ id, issuer, email, subject, created_at, last_used_at }) => ({
              id,
              name: provider && isOfProvider(issuer) ? provider.name : issuer,
              account: email ?? subject,
              connectedAt: created_at,
              lastUsedAt: last_used_at,
            }))}
            hasPassword={hasPassword}
            fresh={isFresh(principal)}
          />
        )}
        <SessionsSection
          sessions={sessions.map((session) => ({
            id: session.id,
            device: deviceOf(session.user_agent),
            userAgent: session.user_agent,
            address: session.address,
            lastSeenAt: session.last_seen_at,
            signedInAt: session.created_at,
            current: session.id === principal.session.id,
          }))}
        />
      </div>
    </>
  );
}

/** What happened at the provider, for the code that the provider's callback put into the address; nothing for an unknown code. */
function securityNotice(
  error: unknown,
  done: unknown,
  provider: string,
): { tone: "danger" | "done"; sentence: string } | undefined {
  const refusals: Record<string, string> = {
    taken: `That ${provider} account is already connected to another account here. Nothing has changed.`,
    other_person: `That’s not the ${provider} account connected to this one. Nothing has changed.`,
    not_fresh: `${provider} didn’t ask you to sign in again. Sign out there, then try again.`,
    provider: `Signing in with ${provider} wasn’t completed in time. Nothing has changed.`,
  };
  const outcomes: Record<string, string> = {
    connected: `Connected. You can now sign in with ${provider}.`,
    address_confirmed: "Your e-mail address is confirmed. Everything in your account keeps working.",
    disconnected: `Disconnected. You can no longer sign in with ${provider}.`,
  };
  if (typeof error === "string" && Object.hasOwn(refusals, error)) {
    return { tone: "danger", sentence: refusals[error] ?? "" };
  }
  if (typeof done === "string" && Object.hasOwn(outcomes, done))
    return { tone: "done", sentence: outcomes[done] ?? "" };
  return undefined;
}
