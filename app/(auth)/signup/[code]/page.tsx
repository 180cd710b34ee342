import type { Metadata } from "next";
import { databaseNow } from "@/db/clock";
import { db } from "@/db/database";
import { findSignUp } from "@/lib/signup/sign-up";
import { AuthHeading } from "../../auth-heading";
import { DeadLink } from "../../dead-link";
import { SignUpForm } from "./sign-up-form";

export const metadata: Metadata = { title: "Sign up" };

/** Where the link of a sign-up mail leads. Opening it spends nothing: whatever scans mail may do so. */
export default async function GoOnSigningUpPage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const found = await findSignUp(db, code, await databaseNow(db));
  if (found === undefined) return <DeadLink lived="a day" again={{ label: "Sign up again", href: "/signup" }} />;
  return (
    <>
      <AuthHeading title="Almost there">Your address is confirmed. Enter your name and choose a password.</AuthHeading>
      <SignUpForm code={code} email={found.email} />
    </>
  );
}
