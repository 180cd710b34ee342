import { notFound } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { db } from "@/db/database";
import { findWebhook } from "@/db/webhook/webhook";
import { requireOrganisationPage } from "@/lib/organisation/require-organisation";

/** The webhook of an address, for those who may manage it. */
export const requireWebhookPage = cache(async (slug: string, uuid: string) => {
  const { organisation } = await requireOrganisationPage(slug, "manage_webhooks");
  const webhook = z.uuid().safeParse(uuid).success ? await findWebhook(db, organisation.id, uuid) : undefined;
  if (webhook === undefined) notFound();
  return { organisation, webhook };
});
