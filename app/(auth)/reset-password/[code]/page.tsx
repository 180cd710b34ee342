import type { Metadata } from "next";
import { databaseNow } from "@/db/clock";
import { db } from "@/db/database";
import { findReset } from "@/lib/password/reset";
import { AuthHeading } from "../../auth-heading";
import { DeadLink } from "../../dead-link";
import { ResetForm } from "./reset-form";

export const metadata: Metadata = { title: "Choose a new password" };

/** Where the link of a reset mail leads. Opening it spends nothing: whatever scans mail may do so. */
export default async function ResetPasswordPage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const found = await findReset(db, code, await databaseNow(db));
  if (found === undefined)
    return <DeadLink lived="one hour" again={{ label: "Ask for a new link", href: "/forgot-password" }} />;
  return (
    <>
      <AuthHeading title="Choose a new password">
        For <span className="break-words text-foreground">{found.user.email}</span>.{" "}
        {found.user.email_verified_at === null
          ? "This address hasn’t been confirmed yet. The new password confirms it and ends everything from before: all sessions, access tokens and connected accounts, and the secrets this account generated for organisations’ tokens."
          : "It signs you out everywhere; your access tokens keep working."}
      </AuthHeading>
      <ResetForm code={code} email={found.user.email} />
    </>
  );
}
