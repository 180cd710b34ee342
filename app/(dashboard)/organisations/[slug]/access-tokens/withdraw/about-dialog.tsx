"use client";

import { Fact, TextFacts } from "@/components/access-token/fact";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogHeader } from "@/components/ui/dialog";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { purposeLabel, scopeSentence } from "@/lib/access-token/labels";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";
import { AccessMessage } from "../list/access-badge";
import { useTokenDialogs } from "./dialog-context";

/**
 * What may be known of a token that is not one's own: of someone's personal token what it reaches here, not what it did; of the
 * organisation's also its role and its purpose.
 */
export function AboutDialog({
  token,
  close,
  restoreFocus,
}: {
  token: OrganisationTokenDetails;
  close: () => void;
  restoreFocus: (event: Event) => void;
}) {
  const { organisation, mayWithdraw, open, restore } = useTokenDialogs();
  const withdrawn = token.access.state === "withdrawn";
  const isPersonal = token.owner.type === "user";
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent onCloseAutoFocus={restoreFocus}>
        <DialogHeader title={<bdi>{token.label}</bdi>}>
          {isPersonal ? (
            <>
              A personal token of <bdi className="text-foreground">{token.owner.name}</bdi>, as {organisation.name} sees
              it.
            </>
          ) : (
            `${organisation.name}’s own token. It doesn’t belong to a person and keeps working when people leave.`
          )}
        </DialogHeader>
        <DialogBody>
          <dl className="grid gap-x-6 gap-y-3.5 text-sm sm:grid-cols-[8rem_1fr]">
            <Fact name="Status">
              <Status tone={token.status} />
            </Fact>
            {token.access.state !== "active" && (
              <Fact name="Access">
                <AccessMessage token={token} mayWithdraw={mayWithdraw} />
              </Fact>
            )}
            {!isPersonal && (
              <Fact name="Acts as">
                <span className="capitalize">{token.acts_as}</span>
              </Fact>
            )}
            {!isPersonal && <Fact name="Assigned to">{assignedMessage(token)}</Fact>}
            {token.hint !== null && (
              <Fact name="Secret">
                <span className="font-mono text-[0.8125rem]">{token.hint}</span>
              </Fact>
            )}
            <Fact name="Owner">
              <bdi>{token.owner.name}</bdi>
              <span className="text-muted-foreground">
                {token.owner_details !== null && ` · ${token.owner_details.email} · ${token.owner.role}`}
                {token.owner_details?.deactivated && " · account deactivated"}
              </span>
            </Fact>
            <Fact name="Purpose">
              {purposeLabel(token.purpose)}
              {token.description !== "" && (
                <p dir="auto" className="whitespace-pre-line break-words text-muted-foreground">
                  {token.description}
                </p>
              )}
            </Fact>
            <TextFacts token={token} />
            <Fact name="Scopes">
              <ul className="grid gap-1">
                {token.scopes.map((scope) => (
                  <li key={scope} className="grid">
                    {scope === "all" ? "Full access" : <code className="font-mono text-[0.8125rem]">{scope}</code>}
                    <span className="text-[0.8125rem] text-muted-foreground">
                      {ownerSentence(scope, token.acts_as)}
                    </span>
                  </li>
                ))}
              </ul>
            </Fact>
            <Fact name="Reaches here">
              {token.reach === null ? (
                token.owner.role === "guest" ? (
                  "All applications the guest is added to, now and later"
                ) : (
                  "Everything, now and later"
                )
              ) : (
                <ul className="grid gap-0.5">
                  {token.reach.map((name) => (
                    <li key={name} className="break-words">
                      {name}
                    </li>
                  ))}
                </ul>
              )}
            </Fact>
            <Fact name="Last used">
              {token.last_use === null ? (
                "Never"
              ) : (
                <>
                  <Time at={token.last_use.used_at} as="exact" />
                  {token.last_use.address !== null && (
                    <>
                      {" from "}
                      <span className="wrap-anywhere font-mono text-[0.8125rem]">{token.last_use.address}</span>
                    </>
                  )}
                </>
              )}
            </Fact>
            <Fact name="Created">
              <Time at={token.created_at} as="exact" />
            </Fact>
            <Fact name="Rotated">
              {token.rotated_at === null ? "Never" : <Time at={token.rotated_at} as="exact" />}
            </Fact>
            <Fact name="Expires">
              {token.expiration_date === null ? "Never" : <Time at={token.expiration_date} as="exact" />}
            </Fact>
          </dl>
        </DialogBody>
        <DialogFooter>
          <Button onClick={close}>Close</Button>
          {mayWithdraw && isPersonal && withdrawn && token.withdrawal?.needs == null && (
            <Button
              onClick={() => {
                close();
                restore(token);
              }}
            >
              Restore access
            </Button>
          )}
          {mayWithdraw && isPersonal && !withdrawn && token.status !== "revoked" && (
            <Button variant="danger" onClick={() => open({ type: "withdraw", token })}>
              Withdraw access…
            </Button>
          )}
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

function assignedMessage({ application_name, team_name, workflow }: OrganisationTokenDetails): string {
  const words = [
    application_name && `Application ${application_name}`,
    team_name && `Team ${team_name}`,
    workflow && `Workflow ${workflow}`,
  ].filter(Boolean);
  return words.length === 0 ? "Nothing" : words.join(", ");
}

// It is not the reader's own token: "you" would mean someone else.
function ownerSentence(scope: string, actsAs: OrganisationTokenDetails["acts_as"]): string {
  if (actsAs !== null) return scopeSentence(scope, actsAs) ?? "No longer exists";
  if (scope === "all") return "Everything its owner can do, now and later";
  return scopeSentence(scope, null)?.replace("your access tokens", "its owner’s access tokens") ?? "No longer exists";
}
