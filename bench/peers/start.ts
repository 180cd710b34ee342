import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { startProcess } from "../machine/process";
import type { Cluster } from "../seed/cluster";
import type { Row } from "../table/row";
import type { Servers } from "../table/servers";

const FOLDER = import.meta.dirname;
const KEYS = 1_000;
// Dropped at the end of the run, as every one whose name begins like this.
const DATABASE = "run_better_auth";
const FORM = "application/x-www-form-urlencoded";

type Said = { port: number; secrets: string[]; body?: string };

/** Start what others make for the same purpose. @returns their rows of the table */
export async function startPeers(servers: Servers, cluster: Cluster): Promise<Row[]> {
  install();
  await cluster.ask(`drop database if exists ${DATABASE} with (force)`);
  await cluster.ask(`create database ${DATABASE} owner latchkey`);
  const betterAuth = await start(servers, "better-auth", [cluster.url(DATABASE), String(KEYS)]);
  const oidcProvider = await start(servers, "oidc-provider", [String(KEYS)]);
  return [
    {
      name: "better-auth",
      title: "Better Auth, its API key plugin",
      server: "better-auth",
      shape: { method: "GET", path: "/", headers: { Authorization: "Bearer {secret}" } },
      secrets: betterAuth.secrets,
      against: "map",
    },
    {
      name: "oidc-provider",
      title: "oidc-provider, introspection",
      server: "oidc-provider",
      shape: {
        method: "POST",
        path: "/token/introspection",
        headers: { "Content-Type": FORM },
        body: oidcProvider.body ?? "",
      },
      secrets: oidcProvider.secrets,
      against: "map",
    },
  ];
}

/** Into a folder of their own: nothing of them is in the lock file of the project. */
function install(): void {
  if (existsSync(path.join(FOLDER, "node_modules/.package-lock.json"))) return;
  console.log("Installing what is compared with.");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: FOLDER,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("npm ci in bench/peers failed: what it wrote above says why.");
}

async function start(servers: Servers, name: "better-auth" | "oidc-provider", args: string[]): Promise<Said> {
  const { child, said, stop } = await startProcess(path.join(FOLDER, `${name}.mjs`), args);
  const told = saidOf(said);
  servers.add(name, { pid: child.pid ?? 0, port: told.port, stop });
  return told;
}

// The two files beside this one say nothing else.
function saidOf(said: unknown): Said {
  return said as Said;
}
