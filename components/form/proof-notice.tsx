"use client";

import { usePathname } from "next/navigation";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Time } from "@/components/ui/time";
import { errorOf } from "@/components/ui/use-mended";
import type { ProofRefusal } from "@/lib/session/reauthenticate-with-form";
import { FormNotice } from "./form-notice";

/**
 * Asks for a fresh proof of identity in a form: the field `password`, or a link to the provider. What was typed elsewhere in
 * the form stays.
 * @param what what it is needed for: `deleting an application`
 */
export function ProofNotice({ refusal, what }: { refusal: ProofRefusal; what: string }) {
  const path = usePathname();
  if (refusal.method === "oidc") {
    return (
      <FormNotice tone="warning">
        Confirm that it’s you: {what} needs a sign-in from the last ten minutes. Sign in again in a new tab, then come
        back and submit this again. What you entered stays here.{" "}
        <a
          className="link"
          href={`/login?${new URLSearchParams({ fresh: "1", callbackUrl: path })}`}
          target="_blank"
          rel="noreferrer"
        >
          Sign in again in a new tab
        </a>
      </FormNotice>
    );
  }
  return (
    <section
      aria-label="Confirm that it’s you"
      className="grid gap-3 rounded-lg border border-warning bg-warning-soft p-4"
    >
      <p className="text-sm">
        <strong className="font-medium">Confirm your password.</strong> It’s needed for {what} if you last entered it
        more than ten minutes ago.
      </p>
      <Field
        label="Password"
        name="password"
        errors={refusal.message === undefined ? undefined : errorOf(refusal, refusal.message)}
      >
        <Input type="password" autoComplete="current-password" autoFocus className="sm:max-w-72" />
      </Field>
      {refusal.retryAt && (
        <p className="text-[0.8125rem]">
          Try again <Time at={refusal.retryAt} />.
        </p>
      )}
    </section>
  );
}
