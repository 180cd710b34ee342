import { type Db, db } from "@/db/database";
import { findSunset } from "@/db/imported-token/sunset";
import { countMails, findBacklog } from "@/db/metrics/backlog";
import { findExpiringSoon } from "@/db/metrics/expiring";
import type { Metrics } from "./registry";

/** How many days before its expiration date a token is among the metrics. */
const EXPIRING_DAYS = 30;
// A series for each: no more than a Prometheus bears of one instance.
const MOST_EXPIRING = 5_000;

/** What the database tells: the same for all processes. */
export async function metricsOfDatabase(from: Db = db, most = MOST_EXPIRING): Promise<Metrics> {
  const [expiring, sunset, mails, backlog] = await Promise.all([
    findExpiringSoon(from, EXPIRING_DAYS, most + 1),
    findSunset(from),
    countMails(from),
    findBacklog(from),
  ]);
  const { Gauge, Registry } = await import("prom-client");
  const registry = new Registry();
  const registers = [registry];
  const expiration = new Gauge({
    name: "latchkey_token_expires_at_seconds",
    help: `Expiration of each active token that expires within ${EXPIRING_DAYS} days, in seconds since 1970`,
    labelNames: ["uuid", "label", "organisation", "organisation_name"],
    registers,
  });
  for (const {
    id,
    label,
    expires_at: expiresAt,
    organisation_id: organisation,
    organisation_name: name,
  } of expiring.slice(0, most)) {
    const labels = { uuid: id, label, organisation: organisation ?? "", organisation_name: name ?? "" };
    expiration.set(labels, expiresAt.getTime() / 1000);
  }
  new Gauge({
    name: "latchkey_token_expirations_complete",
    help: `1 if every token that expires within ${EXPIRING_DAYS} days is listed, 0 if only the next ${most} are`,
    registers,
  }).set(expiring.length > most ? 0 : 1);
  if (sunset !== undefined) {
    new Gauge({
      name: "latchkey_imported_tokens_expire_at_seconds",
      help: "When all imported tokens stop working, in seconds since 1970; absent while no date is set",
      registers,
    }).set(sunset.at.getTime() / 1000);
  }
  const mail = new Gauge({
    name: "latchkey_mails",
    help: "Stored mails, by state: queued, sending, handed_over, sent, failed",
    labelNames: ["state"],
    registers,
  });
  for (const state of ["queued", "sending", "handed_over", "sent", "failed"]) mail.set({ state }, 0);
  for (const { state, count } of mails) mail.set({ state }, count);
  const jobs = new Gauge({
    name: "latchkey_jobs",
    help: "Background jobs, by state: waiting, running, failing (waiting for a retry)",
    labelNames: ["state"],
    registers,
  });
  for (const state of ["waiting", "running", "failing"] as const) jobs.set({ state }, backlog[state]);
  new Gauge({
    name: "latchkey_job_wait_seconds",
    help: "How long the oldest waiting background job has been due",
    registers,
  }).set(backlog.wait_seconds);
  return await registry.getMetricsAsJSON();
}
