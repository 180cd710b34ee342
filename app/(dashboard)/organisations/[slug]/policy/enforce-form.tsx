"use client";

import { unstable_rethrow } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import { FormNotice } from "@/components/form-notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { Time } from "@/components/ui/time";
import { useToast } from "@/components/ui/toast";
import { errorOf } from "@/components/ui/use-mended";
import { enforcePolicyAction } from "./actions";
import type { PolicyRefusal } from "./refusal";

/** From when the draft holds. */
export function EnforceForm({
  organisationId,
  draftId,
  local,
  timezone,
  oidcName,
  slug,
  replaces,
}: {
  organisationId: string;
  /** The draft that was looked at: another one is not enforced. */
  draftId: string;
  /** What clocks in `timezone` show at the moment that is suggested. */
  local: string;
  timezone: string;
  oidcName: string;
  slug: string;
  replaces: boolean;
}) {
  const [when, setWhen] = useState<"later" | "now">("later");
  const [refusal, setRefusal] = useState<PolicyRefusal>();
  const [pending, startTransition] = useTransition();
  const toast = useToast(`policy ${organisationId}`);
  const enforce = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    startTransition(async () => {
      try {
        const result = await enforcePolicyAction(organisationId, form);
        if (result.status !== "enforced") return startTransition(() => setRefusal(result));
        toast({
          title: when === "now" ? "The rules are in force" : "The rules are planned",
          description: toldWords(result.told),
        });
      } catch (error) {
        unstable_rethrow(error);
        startTransition(() => setRefusal({ status: "refused", message: "The server did not answer. Reload to see." }));
      }
    });
  };
  return (
    // Sent before the page is alive, it would lose what was chosen in a new address; outside of a dialog, `dialog` goes nowhere.
    <form noValidate method="dialog" onSubmit={enforce} className="grid max-w-2xl gap-5">
      <input type="hidden" name="draft" value={draftId} />
      {refusal?.status === "refused" && <FormNotice tone="danger">{refusal.message}</FormNotice>}
      <RadioGroup legend="Enforce from" className="gap-3">
        <Radio
          name="when"
          value="later"
          label="A date"
          description="Owners of tokens that do not fit are told now, and have time to edit them."
          checked={when === "later"}
          onChange={() => setWhen("later")}
        />
        {when === "later" && (
          <div className="sm:ml-6.5">
            <Field
              label="Date and time"
              name="enforced_from"
              description={`Clocks of ${timezone}`}
              errors={refusal?.status === "invalid" ? refusal.fields.enforced_from : undefined}
              className="sm:max-w-64"
            >
              <Input type="datetime-local" defaultValue={local} />
            </Field>
          </div>
        )}
        <Radio
          name="when"
          value="now"
          label="Now"
          description="What does not fit is refused from the next request on."
          checked={when === "now"}
          onChange={() => setWhen("now")}
        />
      </RadioGroup>
      {replaces && <p className="text-muted-foreground text-sm">It takes the place of what is planned.</p>}
      {refusal?.status === "reauthentication_required" && <Proof refusal={refusal} oidcName={oidcName} slug={slug} />}
      <div>
        <Button type="submit" variant={when === "now" ? "danger" : "primary"} pending={pending}>
          {when === "now" ? "Enforce now" : "Enforce from then on"}
        </Button>
      </div>
    </form>
  );
}

function Proof({
  refusal,
  oidcName,
  slug,
}: {
  refusal: Extract<PolicyRefusal, { status: "reauthentication_required" }>;
  oidcName: string;
  slug: string;
}) {
  if (refusal.method === "oidc") {
    return (
      <FormNotice tone="danger">
        Rules can stop everything that uses tokens: sign in anew, come back and send this again.{" "}
        <a
          className="link"
          href={`/login?fresh=1&callbackUrl=/organisations/${slug}/policy`}
          target="_blank"
          rel="noreferrer"
        >
          Sign in with {oidcName} in a new tab
        </a>
      </FormNotice>
    );
  }
  return (
    <section
      aria-label="Confirm that it is you"
      className="grid gap-3 rounded-lg border border-warning bg-warning-soft p-4"
    >
      <p className="text-sm">
        <strong className="font-medium">Confirm that it is you.</strong> Rules can stop everything that uses tokens, so
        they need your password if you last gave it more than ten minutes ago.
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

function toldWords(told: number): string {
  if (told === 0) return "No token is against them, so nobody had to be told.";
  return told === 1 ? "One person was told." : `${told} people were told.`;
}
