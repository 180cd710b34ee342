import { Status, type StatusTone } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { Row } from "@/db/database";
import { type DeliveryTry, triesOf } from "@/db/webhook/delivery";
import { ATTEMPTS } from "@/lib/webhook/schedule";
import { ReplayButton } from "./replay-button";

/** A delivery as the page shows it. */
export type DeliveryView = {
  id: string;
  event: string;
  messageId: string;
  state: Row<"webhook_delivery">["state"];
  attempts: number;
  createdAt: Date;
  nextAttemptAt: Date | null;
  tries: readonly DeliveryTry[];
  payload: string;
};

export function deliveryView(row: Row<"webhook_delivery">): DeliveryView {
  return {
    id: row.id,
    event: row.event,
    messageId: row.message_id,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at,
    nextAttemptAt: row.state === "queued" && row.attempts > 0 ? row.next_attempt_at : null,
    tries: triesOf(row),
    payload: JSON.stringify(JSON.parse(row.payload), null, 2),
  };
}

const STATES: Record<DeliveryView["state"], { tone: StatusTone; words: string }> = {
  queued: { tone: "neutral", words: "Waiting" },
  sending: { tone: "running", words: "Sending" },
  delivered: { tone: "active", words: "Delivered" },
  failed: { tone: "blocked", words: "Failed" },
};

/** What was sent to a webhook, newest first: each with its attempts and its message, and a way to send it again. */
export function DeliveryList({
  deliveries,
  target,
  isActive,
}: {
  deliveries: readonly DeliveryView[];
  target: { organisationId: string; webhookId: string };
  isActive: boolean;
}) {
  return (
    <ul className="overflow-hidden rounded-lg border bg-surface">
      {deliveries.map((delivery) => (
        <Delivery key={delivery.id} delivery={delivery} target={target} isActive={isActive} />
      ))}
    </ul>
  );
}

function Delivery({
  delivery,
  target,
  isActive,
}: {
  delivery: DeliveryView;
  target: { organisationId: string; webhookId: string };
  isActive: boolean;
}) {
  const { tone, words } =
    delivery.state === "queued" && delivery.attempts > 0
      ? { tone: "expiring" as const, words: "Retrying" }
      : STATES[delivery.state];
  const [latest] = delivery.tries;
  return (
    <li className="grid gap-x-6 gap-y-1.5 border-b px-4 py-3 text-sm last:border-b-0 sm:grid-cols-[8.5rem_minmax(0,1fr)_auto]">
      <div className="flex items-center justify-between gap-4 sm:block">
        <Status tone={tone}>{words}</Status>
        <span className="text-[0.8125rem] text-muted-foreground sm:block">
          <Time at={delivery.createdAt} tense="past" />
        </span>
      </div>
      <div className="grid min-w-0 content-start gap-0.5">
        <span className="wrap-anywhere font-mono text-[0.8125rem] leading-5">{delivery.event}</span>
        <span className="text-[0.8125rem] text-muted-foreground tabular-nums">
          {latest === undefined ? "Not sent yet" : outcomeOf(latest)}
          {delivery.attempts > 1 && ` · attempt ${delivery.attempts} of ${ATTEMPTS}`}
          {delivery.nextAttemptAt !== null && (
            <>
              {" "}
              · next <Time at={delivery.nextAttemptAt} />
            </>
          )}
        </span>
      </div>
      <div className="flex items-start sm:justify-end">
        {isActive && delivery.state !== "sending" && (
          <ReplayButton target={target} deliveryId={delivery.id} event={delivery.event} />
        )}
      </div>
      <details className="group min-w-0 sm:col-span-2 sm:col-start-2">
        <summary className="w-fit cursor-pointer rounded-sm text-[0.8125rem] text-muted-foreground hover:text-foreground">
          Message and attempts<span className="sr-only"> of {delivery.event}</span>
        </summary>
        <div className="mt-3 grid gap-4 pb-1">
          <Attempts tries={delivery.tries} />
          <div className="grid gap-1.5">
            <span className="wrap-anywhere text-[0.8125rem] text-muted-foreground">
              webhook-id <code className="font-mono text-foreground">{delivery.messageId}</code>
            </span>
            <section
              aria-label={`Message ${delivery.messageId}`}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
              tabIndex={0}
              className="max-h-96 overflow-auto rounded-md border bg-background p-3"
            >
              <pre className="font-mono text-xs leading-5">{delivery.payload}</pre>
            </section>
          </div>
        </div>
      </details>
    </li>
  );
}

function Attempts({ tries }: { tries: readonly DeliveryTry[] }) {
  if (tries.length === 0) return null;
  return (
    <ol className="grid gap-1 text-[0.8125rem] text-muted-foreground tabular-nums">
      {tries.map((one) => (
        <li key={one.at}>
          <Time at={one.at} as="exact" />: {outcomeOf(one)}
        </li>
      ))}
    </ol>
  );
}

function outcomeOf({ code, error, ms }: DeliveryTry): string {
  const what =
    code === null ? sentence(error ?? "no answer") : `${code}${code >= 300 && code < 400 ? ", a redirect" : ""}`;
  return `${what} · ${ms.toLocaleString("en")} ms`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
