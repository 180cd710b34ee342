import path from "node:path";
import { type StartedServer, startServer } from "@/test/http/server";
import { startProcess } from "../machine/process";
import type { Cluster } from "../seed/cluster";
import { provideDatabase, type Seeded } from "../seed/seed";
import { startBareNext } from "../yardsticks/next";
import type { Server } from "./measure";
import type { ServerName } from "./row";

// Requests are counted, as on every instance, towards a limit that nothing here can pass.
const COUNTING = { RATE_LIMIT_PER_MINUTE: "999999999", AUTH_FAILURES_PER_MINUTE: "999999999" };

export type Ours = Server & { url: string; database: Seeded };

/** The servers that a run needs, each started when it is asked for, and all stopped at its end. */
export class Servers {
  readonly #cluster: Cluster;
  readonly #sizes: Record<"small" | "middle" | "large", number>;
  readonly #started = new Map<string, Server>();
  readonly #databases = new Map<number, Promise<Seeded>>();
  readonly #stops: (() => Promise<void>)[] = [];

  constructor(cluster: Cluster, sizes: Record<"small" | "middle" | "large", number>) {
    this.#cluster = cluster;
    this.#sizes = sizes;
  }

  get pids(): number[] {
    return [...this.#started.values()].map(({ pid }) => pid);
  }

  async database(size: "small" | "middle" | "large"): Promise<Seeded> {
    const tokens = this.#sizes[size];
    const provided = this.#databases.get(tokens) ?? provideDatabase(this.#cluster, tokens);
    this.#databases.set(tokens, provided);
    return await provided;
  }

  /** An instance of ours on a database of this size; of two sizes that are one, the one of both. What is `apart` has one of its own. */
  async ours(size: "small" | "middle" | "large", apart = ""): Promise<Ours> {
    const database = await this.database(size);
    const key = `ours ${database.name} ${apart}`;
    const started = this.#started.get(key);
    if (isOurs(started)) return started;
    const server = await this.startOurs(database);
    const ours = { pid: server.pid, port: Number(new URL(server.address).port), url: server.url, database };
    this.#started.set(key, ours);
    return ours;
  }

  /** One more instance, with settings of its own. */
  async startOurs(database: Seeded, env: Record<string, string> = {}): Promise<StartedServer> {
    const server = await startServer({ env: { ...COUNTING, ...env, DATABASE_URL: database.url } });
    let stopped: Promise<void> | undefined;
    const stop = () => {
      stopped ??= server.stop();
      return stopped;
    };
    this.#stops.push(stop);
    return { ...server, stop };
  }

  /** A yardstick. */
  async other(name: Exclude<ServerName, `ours-${string}` | "better-auth" | "oidc-provider">): Promise<Server> {
    const started = this.#started.get(name) ?? (await this.#start(name));
    this.#started.set(name, started);
    return started;
  }

  /** The server of another product that takes part in this run. */
  add(name: string, server: Server & { stop(): Promise<void> }): void {
    this.#started.set(name, server);
    this.#stops.push(server.stop);
  }

  peer(name: string): Server {
    const server = this.#started.get(name);
    if (server === undefined) throw new Error(`${name} was not started`);
    return server;
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0).reverse()) await stop();
  }

  async #start(name: "bare" | "map" | "lookup" | "next"): Promise<Server> {
    if (name === "next") {
      const next = await startBareNext();
      this.#stops.push(next.stop);
      return next;
    }
    const args = { bare: [], map: ["1000"], lookup: [name === "lookup" ? (await this.database("large")).url : ""] }[
      name
    ];
    const { child, said, stop } = await startProcess(path.join(import.meta.dirname, `../yardsticks/${name}.ts`), args);
    this.#stops.push(stop);
    return { pid: child.pid ?? 0, port: portOf(said) };
  }
}

function isOurs(server: Server | undefined): server is Ours {
  return server !== undefined && "database" in server;
}

function portOf(said: unknown): number {
  if (typeof said === "object" && said !== null && "port" in said) return Number(said.port);
  throw new Error("a yardstick did not tell its port");
}
