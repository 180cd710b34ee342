"use client";

import { Monitor, Smartphone, Tablet, Terminal } from "lucide-react";
import { ConfirmAction } from "@/components/form/confirm-action";
import { useToastAction } from "@/components/form/use-toast-action";
import { Section } from "@/components/page/section";
import { signOut } from "@/components/shell/use-sign-out";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { useToast } from "@/components/ui/toast";
import type { Device } from "@/lib/session/device";
import { endOtherSessionsAction, endSessionAction } from "./actions";

export type ListedSession = {
  id: string;
  device: Device;
  userAgent: string;
  address: string | null;
  lastSeenAt: Date;
  signedInAt: Date;
  current: boolean;
};

const icons = { desktop: Monitor, mobile: Smartphone, tablet: Tablet, other: Terminal } as const;

/** Where the person is signed in, and a way to end each. */
export function SessionsSection({ sessions }: { sessions: readonly ListedSession[] }) {
  const sorted = [...sessions].sort((a, b) => Number(b.current) - Number(a.current));
  const others = sessions.length - 1;
  return (
    <Section
      title="Sessions"
      about="Browsers signed in to your account. Sessions end after 14 days without use, or 90 days after sign-in."
    >
      <ul aria-label="Sessions" className="divide-y rounded-lg border bg-surface">
        {sorted.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {others > 0 && (
        <div className="mt-4">
          <SignOutElsewhere others={others} />
        </div>
      )}
    </Section>
  );
}

function SessionRow({ session }: { session: ListedSession }) {
  const { device, current } = session;
  const Icon = icons[device.type];
  const about = `session ${session.id}`;
  const toast = useToast(about);
  const { run, pending } = useToastAction(() => (current ? signOut() : endSessionAction(session.id)), {
    done: "ended",
    onDone: () => toast({ title: "Session ended", description: device.name }),
    about: () => about,
    refused: "Session not ended",
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-3.5">
      <Icon aria-hidden="true" className="size-5 shrink-0 text-muted-foreground max-sm:self-start" />
      <div className="grid min-w-40 flex-1 gap-0.5">
        <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 font-medium text-sm">
          <span className="min-w-0 truncate" title={session.userAgent}>
            {device.name}
          </span>
          {current && <Badge variant="active">This device</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-3 text-[0.8125rem] text-muted-foreground leading-5">
          <span className="break-all font-mono text-xs leading-5">{session.address ?? "address unknown"}</span>
          <span>
            Last seen <Time at={session.lastSeenAt} />
          </span>
          <span>
            Signed in <Time at={session.signedInAt} />
          </span>
        </p>
      </div>
      <Button
        size="sm"
        // On a phone below the words.
        className="max-xs:ml-9"
        pending={pending}
        onClick={() => run()}
        aria-label={`Sign out ${current ? "this device" : device.name}`}
      >
        Sign out
      </Button>
    </li>
  );
}

/** End every session but this one, after a question: work that is open elsewhere is lost. */
function SignOutElsewhere({ others }: { others: number }) {
  const toast = useToast("other sessions");
  return (
    <ConfirmAction
      trigger={<Button>Sign out everywhere else</Button>}
      title="Sign out everywhere else"
      description={
        <>
          {others === 1 ? "One other session ends" : `${others} other sessions end`} immediately; anyone using{" "}
          {others === 1 ? "it" : "one"} has to sign in again. Your access tokens keep working; revoke them on their own
          page.
        </>
      }
      action={endOtherSessionsAction}
      onDone={({ count }) =>
        toast({ title: "Other sessions ended", description: count === 1 ? "1 session" : `${count} sessions` })
      }
    />
  );
}
