import { signal } from "@/postgres/postmaster";
import type { EmbeddedPostgres } from "@/postgres/start";
import { childrenOf } from "@/test/process/launch";

/** A PostgreSQL that can be started again. */
export type Restartable = { current: EmbeddedPostgres; start(): Promise<void> };

/** A way in which a database is away. `begin` resolves when it is, and `end` when it is back. */
export type Way = {
  name: string;
  title: string;
  begin(postgres: Restartable): Promise<void>;
  end(postgres: Restartable): Promise<void>;
};

export const WAYS: readonly Way[] = [
  {
    name: "stopped",
    title: "PostgreSQL stopped: it refuses",
    begin: async ({ current }) => await current.stop(),
    end: async (postgres) => await postgres.start(),
  },
  {
    name: "suspended",
    title: "PostgreSQL suspended: it says nothing",
    begin: async ({ current }) => tellAll(current.pid, "SIGSTOP"),
    end: async ({ current }) => tellAll(current.pid, "SIGCONT"),
  },
];

/** To PostgreSQL and each of its sessions. */
function tellAll(pid: number, name: "SIGSTOP" | "SIGCONT"): void {
  for (const one of [pid, ...childrenOf(pid, "postgres")]) signal(one, name);
}
