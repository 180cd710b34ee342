import { v7 as uuidv7 } from "uuid";
import type { Db } from "@/db/database";
import { insertSecretReports } from "@/db/found-secret/report";
import { processWide } from "@/db/process-wide";
import { digestsIn } from "@/lib/access-token/secret/look-up";
import type { Client } from "@/lib/client";
import { addJob } from "@/lib/work/queue";
import { Room } from "@/lib/write";
import { placeOf } from "./place";

/** A secret that was found where it does not belong, alone or as it stood there, and the address of that place. */
export type Finding = { secret: string; address?: string | null | undefined };

// A statement of the database has to be of some length, and a row too.
const OF_A_REPORT = 100;
// Of the connections of a process: those who report do not keep others waiting.
const AT_ONCE = 2;
const WAIT_MS = 3_000;

/**
 * Remember what somebody has found, to be dealt with at once by background work. Nothing is looked up here: what this does, and how
 * long it takes, depends on what was sent and not on what is live. Only digests are stored.
 * @throws Busy when there was no room in time: nothing was remembered, and the client may ask again
 */
export async function reportSecrets(db: Db, findings: readonly Finding[], client: Client): Promise<void> {
  const found = new Map<string, { digest: Buffer; place: string | null }>();
  for (const { secret, address } of findings) {
    for (const digest of await digestsIn(db, secret)) {
      const key = digest.toString("hex");
      if (!found.has(key)) found.set(key, { digest, place: placeOf(address) });
    }
  }
  const reports = inGroups([...found.values()]).map((group) => ({
    id: uuidv7(),
    digests: group.map(({ digest }) => digest),
    places: group.map(({ place }) => place),
    address: client.address,
    user_agent: client.userAgent,
    request_id: client.requestId,
  }));
  if (reports.length === 0) return;
  const room = processWide("reports of secrets", () => new Room(AT_ONCE));
  await room.with(performance.now() + WAIT_MS, () =>
    db.transaction().execute(async (trx) => {
      await insertSecretReports(trx, reports);
      await addJob(trx, "take_secret_reports", {}, { jobKey: "take_secret_reports" });
    }),
  );
}

function inGroups<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / OF_A_REPORT) }, (_, n) =>
    items.slice(n * OF_A_REPORT, (n + 1) * OF_A_REPORT),
  );
}
