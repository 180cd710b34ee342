"use client";

import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { errorOf } from "@/components/ui/use-mended";
import { LIST_PATH } from "@/lib/access-token/page-path";
import { limitMessage } from "@/lib/access-token/quota";
import { leastUsedPath } from "./limit-notice";
import type { TokenRefusal } from "./token-refusal";

/** A refusal that concerns no single field and needs more than a sentence: a proof of identity, a limit. */
export function RefusalNotice({
  refusal,
  oidcName,
  organisation,
}: {
  refusal: TokenRefusal | undefined;
  oidcName: string;
  /** Whose token it is; undefined for a personal one. */
  organisation?: { name: string; slug: string } | undefined;
}) {
  switch (refusal?.status) {
    case undefined:
    case "invalid":
    case "refused":
      return null;
    case "reauthentication_required":
      return refusal.method === "oidc" ? <ReauthenticateByOidc name={oidcName} /> : <Password refusal={refusal} />;
    case "limit_reached":
      return (
        <Notice title={limitMessage(refusal.limit, organisation?.name)}>
          Revoke one you no longer use, then submit this again. What you entered stays here until you close the dialog.{" "}
          <Link href={leastUsedPath(organisation?.slug)} target="_blank" className="link">
            Find unused tokens in a new tab
          </Link>
        </Notice>
      );
    case "not_editable":
      return <Notice title="Nothing was changed.">{refusal.detail}</Notice>;
    case "repeated":
      return (
        <Notice title="This form has already created a token.">
          {refusal.token ? (
            <>
              Its secret was shown once, and can’t be shown again. If you don’t have it, open{" "}
              <Link href={`${LIST_PATH}/${refusal.token.uuid}`} target="_blank" className="link">
                <bdi>{refusal.token.label}</bdi>
              </Link>{" "}
              and rotate it to get a new one. To create another token, close this dialog first.
            </>
          ) : (
            "Close the dialog and check the list before you create another one."
          )}
        </Notice>
      );
  }
}

function Password({ refusal }: { refusal: Extract<TokenRefusal, { status: "reauthentication_required" }> }) {
  return (
    <section
      aria-label="Confirm that it’s you"
      className="grid gap-3 rounded-lg border border-warning bg-warning-soft p-4"
    >
      <p className="text-sm">
        <strong className="font-medium">Confirm that it’s you.</strong> Your password is needed for a token that never
        expires, has full access, can delete permanently or gets more access, if you last entered it more than ten
        minutes ago.
      </p>
      <Field
        label="Password"
        name="password"
        errors={refusal.message === undefined ? undefined : errorOf(refusal, refusal.message)}
      >
        <Input type="password" autoComplete="current-password" data-refusal="" className="sm:max-w-72" />
      </Field>
      {refusal.retryAt && (
        <p className="text-[0.8125rem]">
          Try again <Time at={refusal.retryAt} />.
        </p>
      )}
    </section>
  );
}

function ReauthenticateByOidc({ name }: { name: string }) {
  return (
    <Notice title="Confirm that it’s you.">
      <span className="grid justify-items-start gap-3">
        <span>
          A token that never expires, has full access, can delete permanently or gets more access needs a fresh sign-in.
          Sign in again in a new tab, then come back and submit this again. What you entered stays here.
        </span>
        <Button asChild size="sm">
          <a href="/login?fresh=1&callbackUrl=/account/access-tokens" target="_blank" rel="noreferrer">
            Sign in with {name} in a new tab
          </a>
        </Button>
      </span>
    </Notice>
  );
}

function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div
      role="alert"
      tabIndex={-1}
      data-refusal=""
      className="flex items-start gap-3 rounded-lg border border-warning bg-warning-soft p-4 text-sm outline-none"
    >
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-warning-text" />
      <div className="grid min-w-0 gap-1">
        <p className="font-medium">{title}</p>
        <div>{children}</div>
      </div>
    </div>
  );
}
