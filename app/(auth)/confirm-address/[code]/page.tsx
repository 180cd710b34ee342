import type { Metadata } from "next";
import { databaseNow } from "@/db/clock";
import { db } from "@/db/database";
import { findProof } from "@/lib/address-proof/confirm";
import { AuthHeading } from "../../auth-heading";
import { DeadLink } from "../../dead-link";
import { ConfirmAddressForm } from "./confirm-address-form";

export const metadata: Metadata = { title: "Confirm your e-mail address" };

/** Where the link of a mail leads that confirms an account's address. Opening it spends nothing: whatever scans mail may do so. */
export default async function ConfirmAddressPage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const found = await findProof(db, code, await databaseNow(db));
  if (found === undefined) return <DeadLink lived="24 hours" again={{ label: "Back to home", href: "/" }} />;
  return (
    <>
      <AuthHeading title="Confirm your e-mail address">
        Enter the password of the account <span className="break-words text-foreground">{found.user.email}</span>.
        Everything in it keeps working.
      </AuthHeading>
      <ConfirmAddressForm code={code} email={found.user.email} />
    </>
  );
}
