"use client";

import { useRef, useState } from "react";
import { focusAgain } from "@/components/form/focus-again";
import { UNANSWERED } from "@/components/form/use-action";
import { usePolled, useRefreshWhen } from "@/components/query/use-polled";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import { useLater } from "@/components/ui/use-later";
import { LIST_PATH } from "@/lib/access-token/page-path";
import { Section } from "../view/section";
import type { Asked } from "./dialog-props";
import { Overlap } from "./overlap";
import { Quiet } from "./quiet";
import { type RotationJson, rotationKey } from "./rotation-json";
import { Waiting } from "./waiting";

const loadDialogs = () => import("./shown-dialog");

/** The rotation of a token, kept up to date. */
export function LiveRotation({ seed, asOf }: { seed: RotationJson; asOf: string }) {
  const { data, isError, refetch } = useRotation(seed.token.uuid, seed, asOf);
  const [asked, setAsked] = useState<Asked>();
  const opener = useRef<HTMLElement>(null);
  const toast = useToast(`token ${seed.token.uuid}`);
  const { token } = data;
  const { pending, retiring } = token.rotation;

  // The subject of an open dialog may end elsewhere: the dialog must not reappear with the next rotation.
  const gone = asked === "cancel" ? pending === null : retiring === null;
  if (asked !== undefined && gone) setAsked(undefined);

  const ask = (what: Asked) => {
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setAsked(what);
  };
  const later = useLater(loadDialogs, asked !== undefined, () => setAsked(undefined));
  const dialog = {
    view: data,
    onClose: () => setAsked(undefined),
    onDone: (title: string, description: string) => {
      setAsked(undefined);
      toast({ title, description });
      void refetch();
    },
    restoreFocus: (event: Event) => {
      event.preventDefault();
      focusAgain(opener.current);
    },
  };
  return (
    <Section title="Rotation">
      <div className="grid gap-4 text-sm">
        {retiring !== null ? (
          <Overlap view={data} onAsk={ask} />
        ) : pending !== null ? (
          <Waiting token={token} onAsk={ask} />
        ) : (
          <Quiet token={token} />
        )}
        {isError && (
          <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground">
            {UNANSWERED}: this may be out of date.
            <Button variant="link" onClick={() => void refetch()}>
              Try again
            </Button>
          </p>
        )}
      </div>
      {later && asked && <later.ShownDialog asked={asked} {...dialog} />}
    </Section>
  );
}

// People who are moving a job over watch this: a use is written within two to four seconds.
const RUNNING_POLL_MS = 3_000;
const QUIET_POLL_MS = 15_000;

/** The rotation of a token, as the server rendered it at `asOf`, kept up to date. */
function useRotation(uuid: string, seed: RotationJson, asOf: string) {
  const query = usePolled({
    key: ["access-tokens", "rotation", uuid, asOf],
    path: `${LIST_PATH}/${uuid}/rotation`,
    seed,
    every: (data) => (isRunning(data) ? RUNNING_POLL_MS : QUIET_POLL_MS),
    read: (answer: RotationJson) => answer,
  });
  // After a first use, or a change made elsewhere, the hint, the activity and the rest of the page follow.
  useRefreshWhen(rotationKey(query.data.token) !== rotationKey(seed.token));
  return query;
}

function isRunning({ token }: RotationJson): boolean {
  return token.rotation.pending !== null || token.rotation.retiring !== null;
}
