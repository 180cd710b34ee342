import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { isSetupCodeLive } from "@/db/account/one-time-code";
import { hasUser } from "@/db/account/user";
import { db } from "@/db/database";
import { env } from "@/lib/env";
import { setupCodeDigest } from "@/lib/setup/setup-code";
import { AuthHeading } from "../auth-heading";
import { SetupForm } from "./setup-form";

export const metadata: Metadata = { title: "Set up" };

type Query = Promise<Record<string, string | string[] | undefined>>;

/** Make the first account. The page exists only while there is none. */
export default async function SetupPage({ searchParams }: { searchParams: Query }) {
  if (await hasUser(db)) notFound();
  const { code } = await searchParams;
  const { BRAND_NAME } = env();
  if (typeof code === "string" && (await isSetupCodeLive(db, setupCodeDigest(code)))) {
    return (
      <>
        <AuthHeading title={`Set up ${BRAND_NAME}`}>Create the first account and the organisation it owns.</AuthHeading>
        <SetupForm code={code} />
      </>
    );
  }
  return (
    <>
      <AuthHeading title={`Set up ${BRAND_NAME}`}>
        {code === undefined
          ? "The first account is created with a link that only the operator sees."
          : "This link doesn’t work: it was used, is older than a day, or wasn’t copied completely."}
      </AuthHeading>
      <ol className="grid list-decimal gap-3 pl-5 text-sm marker:text-muted-foreground">
        <li>
          Check the server’s terminal or log. When it starts, it prints a line with{" "}
          <code className="rounded-sm bg-sunken px-1 py-0.5 font-mono text-[0.8125rem]">/setup?code=…</code>
        </li>
        <li>If that is more than 24 hours ago, restart the server: it prints a new link.</li>
        <li>Open the link in this browser.</li>
      </ol>
    </>
  );
}
