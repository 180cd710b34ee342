import type { Cluster } from "../seed/cluster";
import { idOf } from "../seed/rows";

const PER_SECOND = 100;

/**
 * Revoke tokens as another instance would: in the database, one statement each. What this costs the server is hearing of them; the changes
 * themselves are PostgreSQL's work, on the core that it shares with the server.
 * @param tokens the numbers of the tokens that may be revoked
 */
export function revoker(cluster: Cluster, database: string, tokens: { from: number; count: number }) {
  let next = tokens.from;
  /** @returns what stops it again */
  return async function start(): Promise<() => Promise<void>> {
    const client = await cluster.superuser(database);
    const begun = performance.now();
    const first = next;
    let failed: unknown;
    let last: Promise<unknown> = Promise.resolve();
    const timer = setInterval(() => {
      const due = first + Math.floor(((performance.now() - begun) / 1000) * PER_SECOND);
      while (next < due && next < tokens.from + tokens.count) {
        const id = idOf("token", next++);
        const text = "update access_token set revoked_at = clock_timestamp(), revoke_kind = 'by_owner' where id = $1";
        last = last
          .then(() => client.query({ name: "revoke", text, values: [id] }))
          .catch((error) => {
            failed = error;
          });
      }
    }, 5);
    return async () => {
      clearInterval(timer);
      // One after the other: with the last all are done.
      await last;
      await client.end();
      if (failed !== undefined) throw failed;
    };
  };
}
