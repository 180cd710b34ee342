import { PageHeader } from "@/components/page/page-header";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { db } from "@/db/database";
import { listWebhooks, type WebhookRow } from "@/db/webhook/webhook";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";
import { MOST_WEBHOOKS } from "@/lib/webhook/create";
import { shownHost } from "@/lib/webhook/target-url";
import { AddWebhook, WithNewSecret } from "../add-webhook";
import { EVENT_CHOICES, eventLabels } from "../event-choices";
import { WebhookStatus } from "../webhook-status";

export const metadata = { title: "Webhooks" };

/** Where what happens in an organisation is sent. */
export default async function WebhooksPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { organisation } = await requireOrganisationPage(slug, "manage_webhooks");
  const webhooks = await listWebhooks(db, organisation.id);
  const base = `/organisations/${slug}/webhooks`;
  const add = <AddWebhook organisationId={organisation.id} choices={EVENT_CHOICES} />;
  return (
    <WithNewSecret organisationId={organisation.id} base={base}>
      <PageHeader title="Webhooks" action={webhooks.length > 0 && webhooks.length < MOST_WEBHOOKS && add}>
        Send events from here to your own services as they happen: a chat, a deploy job, a log.{" "}
        <Link href="/docs/webhooks" className="link">
          How to receive events
        </Link>
        {webhooks.length >= MOST_WEBHOOKS && (
          <span className="block">There are {MOST_WEBHOOKS}, which is the maximum. Delete one to add another.</span>
        )}
      </PageHeader>
      {webhooks.length === 0 ? (
        <EmptyState title="No webhooks yet" action={add}>
          A webhook gets a signed request when a token is created, expires or leaks, when someone leaves, or when a
          deployment is requested.
        </EmptyState>
      ) : (
        <ul className="grid gap-3">
          {webhooks.map((webhook) => (
            <WebhookCard key={webhook.id} webhook={webhook} href={`${base}/${webhook.id}`} />
          ))}
        </ul>
      )}
    </WithNewSecret>
  );
}

function WebhookCard({ webhook, href }: { webhook: WebhookRow; href: string }) {
  return (
    <li className="relative grid gap-2 rounded-lg border bg-surface px-4 py-3.5 text-sm hover:bg-hover/40 sm:grid-cols-[minmax(0,1fr)_auto] sm:gap-x-6">
      <div className="grid min-w-0 gap-0.5">
        <Link href={href} className="wrap-anywhere w-fit font-medium after:absolute after:inset-0 after:rounded-lg">
          {webhook.description === "" ? shownHost(webhook.url) : <bdi>{webhook.description}</bdi>}
        </Link>
        <span className="truncate font-mono text-muted-foreground text-xs leading-5">{webhook.url}</span>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 sm:flex-col sm:items-end">
        <WebhookStatus webhook={webhook} />
        <span className="text-[0.8125rem] text-muted-foreground tabular-nums">{lastWeek(webhook)}</span>
      </div>
      <p className="text-[0.8125rem] text-muted-foreground sm:col-span-2">{eventLabels(webhook.events).join(" · ")}</p>
    </li>
  );
}

function lastWeek({ delivered, failed, waiting }: WebhookRow): string {
  const parts = [
    [delivered, "delivered"],
    [failed, "failed"],
    [waiting, "waiting"],
  ] as const;
  const counted = parts.filter(([count]) => count > 0).map(([count, what]) => `${count.toLocaleString("en")} ${what}`);
  return `Last 7 days: ${counted.length === 0 ? "nothing sent" : counted.join(", ")}`;
}
