import type { Db } from "@/db/database";
import type { MailTransport } from "@/lib/mail/transport";
import type { Clock } from "./clock";

/** What a piece of work gets. */
export type WorkContext = {
  db: Db;
  clock: Clock;
  /** Undefined with mail off. */
  mail: MailTransport | undefined;
  /** For how long a piece of work is one worker's without a sign of life from it. */
  leaseSeconds: number;
  /** Aborted when the process ends: what can be done later again is given up. */
  signal: AbortSignal;
};

export type Task = (context: WorkContext, payload: unknown) => Promise<void>;
