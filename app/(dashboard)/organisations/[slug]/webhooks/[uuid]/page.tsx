import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ListPages, ListRows } from "@/components/list/list-rows";
import { ListState } from "@/components/list/list-state";
import { ListTabs } from "@/components/list/list-tabs";
import { BackLink } from "@/components/page/back-link";
import { PageHeader } from "@/components/page/page-header";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import { db } from "@/db/database";
import { listDeliveriesWithPayload } from "@/db/webhook/delivery";
import type { SearchParams } from "@/lib/list/definition";
import { lastPageHref, offsetOf } from "@/lib/list/href";
import { parseList } from "@/lib/list/parse";
import { isPausedByLeak, statusOf } from "@/lib/webhook/status";
import { shownHost } from "@/lib/webhook/target-url";
import { EVENT_CHOICES, eventLabels } from "../event-choices";
import { WebhookStatus } from "../webhook-status";
import { WebhookControls } from "./controls";
import { DeliveryList, deliveryView } from "./delivery-list";
import { requireWebhookPage } from "./find-webhook";
import { KeepFresh } from "./keep-fresh";
import { deliveryList } from "./query";

type Props = { params: Promise<{ slug: string; uuid: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { slug, uuid } = await params;
  const { webhook } = await requireWebhookPage(slug, uuid);
  return { title: `Webhook to ${shownHost(webhook.url)}` };
}

/** One webhook: where it leads, what it gets, and what became of each delivery. */
export default async function WebhookPage({ params, searchParams }: Props) {
  const { slug, uuid } = await params;
  const { organisation, webhook } = await requireWebhookPage(slug, uuid);
  const base = `/organisations/${slug}/webhooks`;
  const path = `${base}/${uuid}`;
  const query = parseList(deliveryList, await searchParams);
  const { state } = query;
  const filter = state === undefined ? {} : { state: [state] };
  const { rows, count } = await listDeliveriesWithPayload(db, webhook.id, filter, offsetOf(deliveryList, query));
  const lastPage = lastPageHref(deliveryList, path, query, count);
  if (lastPage !== undefined) redirect(lastPage);
  const isActive = statusOf(webhook) === "active";
  const target = { organisationId: organisation.id, webhookId: webhook.id };
  return (
    <>
      <PageHeader
        title={webhook.description === "" ? shownHost(webhook.url) : <bdi>{webhook.description}</bdi>}
        above={<BackLink href={base}>Webhooks</BackLink>}
        action={
          <WebhookControls
            target={target}
            base={base}
            webhook={{ url: webhook.url, description: webhook.description, events: webhook.events }}
            host={shownHost(webhook.url)}
            choices={EVENT_CHOICES}
            isActive={isActive}
            isPausedByLeak={isPausedByLeak(webhook)}
          />
        }
      >
        <span className="wrap-anywhere font-mono text-[0.8125rem]">{webhook.url}</span>
      </PageHeader>
      <dl className="mb-8 grid gap-x-8 gap-y-4 text-sm sm:grid-cols-[auto_minmax(0,1fr)_auto]">
        <Fact name="Status">
          <WebhookStatus webhook={webhook} />
          {isPausedByLeak(webhook) && (
            <span className="block max-w-80 text-[0.8125rem] text-muted-foreground">
              An access token that set it leaked. Check its address and replace its secret before you resume it.
            </span>
          )}
          {webhook.failing_since !== null && (
            <span className="block text-[0.8125rem] text-muted-foreground">
              Failing since <Time at={webhook.failing_since} tense="past" />
            </span>
          )}
        </Fact>
        <Fact name="Events">{eventLabels(webhook.events).join(" · ")}</Fact>
        <Fact name="Signing secret">
          {webhook.secret_stored_at === null && (
            <span className="block">
              <Badge variant="warning">Secret not stored</Badge> Replace it to get another one.
            </span>
          )}
          {webhook.former_until !== null && webhook.former_until > new Date() ? (
            <>
              Replaced; the old one also signs until <Time at={webhook.former_until} as="exact" />
            </>
          ) : (
            webhook.secret_stored_at !== null && "Shown once, stored encrypted"
          )}
        </Fact>
      </dl>
      <ListState list={deliveryList} path={path} query={query}>
        <section aria-labelledby="deliveries" className="grid gap-3">
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <h2 id="deliveries" className="font-semibold text-base">
              Deliveries <span className="font-normal text-muted-foreground text-sm">of the last 30 days</span>
            </h2>
            <ListTabs filter="state" look="frame" />
          </div>
          <ListRows>
            {rows.length === 0 ? (
              <EmptyState title={state === "failed" ? "No failed deliveries" : "No deliveries yet"}>
                {state === "failed"
                  ? "Events that couldn’t be delivered after all attempts are listed here."
                  : "Send a test to see whether your receiver answers."}
              </EmptyState>
            ) : (
              <DeliveryList deliveries={rows.map(deliveryView)} target={target} isActive={isActive} />
            )}
          </ListRows>
          <ListPages count={count} />
        </section>
      </ListState>
      <KeepFresh isWaiting={isActive && rows.some((row) => row.state === "sending" || isNew(row))} />
    </>
  );
}

// What waits for its first attempt, or for a second one within seconds.
function isNew(row: { state: string; attempts: number }): boolean {
  return row.state === "queued" && row.attempts <= 1;
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="grid content-start gap-1">
      <dt className="text-[0.8125rem] text-muted-foreground">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
