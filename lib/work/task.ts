import type { Db } from "@/db/database";
import type { MailTransport } from "@/lib/mail/transport";
import type { Clock } from "./clock";

/** The context of a task. */
export type WorkContext = {
  db: Db;
  clock: Clock;
  /** Undefined with mail off. */
  mail: MailTransport | undefined;
  /** How long a worker keeps a task without a sign of life. */
  leaseSeconds: number;
  /** Aborted when the process ends: work that can be repeated later is given up. */
  signal: AbortSignal;
};

export type Task = (context: WorkContext, payload: unknown) => Promise<void>;
