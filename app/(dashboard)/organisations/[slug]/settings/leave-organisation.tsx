"use client";

import { useRouter } from "next/navigation";
import { ConfirmAction } from "@/components/form/confirm-action";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { useToast } from "@/components/ui/toast";
import type { Leaving } from "@/lib/organisation/member/leaving";
import { leaveOrganisationAction } from "./actions";

/** Leaves an organisation, after a question that says what it ends. */
export function LeaveOrganisation({
  organisationId,
  name,
  leaving,
}: {
  organisationId: string;
  name: string;
  leaving: Leaving | undefined;
}) {
  const router = useRouter();
  const toast = useToast(`organisation ${organisationId}`);
  return (
    <ConfirmAction
      trigger={<Button>Leave organisation…</Button>}
      title="Leave organisation"
      description={
        <>
          You and your personal tokens immediately lose access to{" "}
          <bdi className="break-words font-medium text-foreground">{name}</bdi>. To come back, an owner or admin has to
          invite you again.
        </>
      }
      action={() => leaveOrganisationAction(organisationId)}
      onDone={() => {
        toast({ title: "Organisation left", description: name });
        router.replace("/");
      }}
      unanswered="You may have left already."
    >
      {leaving !== undefined && <Ends leaving={leaving} />}
    </ConfirmAction>
  );
}

function Ends({ leaving: { losing, teams } }: { leaving: Leaving }) {
  return (
    <>
      {losing.length === 0 ? (
        <p className="text-muted-foreground text-sm">None of your active tokens have access to the organisation.</p>
      ) : (
        <section className="grid gap-2 text-sm">
          <h3 className="font-medium">
            {losing.length === 1
              ? "This token of yours loses access"
              : `These ${losing.length} tokens of yours lose access`}
          </h3>
          <ul className="max-h-60 divide-y overflow-y-auto rounded-md border">
            {losing.map(({ uuid, label, last_used_at }) => (
              <li key={uuid} className="flex flex-wrap items-baseline justify-between gap-x-4 px-3 py-2">
                <bdi className="min-w-0 break-words">{label}</bdi>
                <span className="text-[0.8125rem] text-muted-foreground">
                  {last_used_at === null ? (
                    "Never used"
                  ) : (
                    <>
                      Last used <Time at={last_used_at} tense="past" />
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {teams.length > 0 && (
        <p className="text-sm">
          No one else is in {teams.map((team) => team.name).join(", ")}, so owners and admins will manage the tokens of{" "}
          {teams.length === 1 ? "that team" : "those teams"}.
        </p>
      )}
    </>
  );
}
