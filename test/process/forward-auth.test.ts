import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "@/db/database";
import type { Database } from "@/db/schema";
import { createOrganisation, createOrganisationToken, createToken, createUser } from "@/test/fixtures";
import { type ApiAnswer, api } from "@/test/http/api";
import { freePort, type StartedServer, startServer } from "@/test/http/server";
import { PROXIES, proxyEnvironment, removeConfigurations } from "./proxy-configuration";

/** What a client would like to be. Also by names that CGI takes for the same. */
const FORGED = {
  "X-Token-Id": "forged",
  "X-User-Id": "forged",
  "X-User-Email": "forged@evil.example",
  "X-Organisation-Ids": "forged",
  "X-Scopes": "all",
  X_User_Id: "forged",
};

let latchkey: StartedServer;
let db: Kysely<Database>;
let service: Server;
let reached: IncomingHttpHeaders[] = [];
let user: Awaited<ReturnType<typeof createUser>>;
let organisation: Awaited<ReturnType<typeof createOrganisation>>;
let secrets: { good: string; weak: string; organisations: string };
const running = new Set<ChildProcess>();

beforeAll(async () => {
  latchkey = await startServer({ env: { TRUSTED_PROXIES: "127.0.0.1" } });
  db = connect(latchkey.databaseUrl);
  user = await createUser(db);
  organisation = await createOrganisation(db, { members: [{ user, role: "member" }] });
  secrets = {
    good: (await createToken(db, user, { scopes: ["deployments:write"] })).secret,
    weak: (await createToken(db, user, { scopes: ["deployments:read"] })).secret,
    organisations: (await createOrganisationToken(db, organisation, { scopes: ["deployments:write"] })).secret,
  };
  service = createServer((request, response) => {
    reached.push(request.headers);
    request.resume().on("end", () => response.end("the service"));
  }).listen(0, "127.0.0.1");
  await once(service, "listening");
});
afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  removeConfigurations();
  service.close();
  await db.destroy();
  await latchkey.stop();
});

const portOf = (address: ReturnType<Server["address"]>) => (typeof address === "object" ? (address?.port ?? 0) : 0);

async function start(command: readonly string[], url: string): Promise<void> {
  const [file = "", ...args] = command;
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], env: proxyEnvironment() });
  running.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(50)) {
    if (child.exitCode !== null) break;
    if (await fetch(url).catch(() => undefined)) return;
  }
  throw new Error(`${file} does not answer:\n${output}`);
}

/** What is not installed here is told apart from what passed. */
const absent = PROXIES.filter(({ isInstalled }) => !isInstalled).map(({ name }) => name);
if (absent.length > 0) console.log(`forward authentication: not run with ${absent.join(", ")}, not installed here`);

describe.each(PROXIES.filter(({ isInstalled }) => isInstalled))("behind $name, configured as documented", (proxy) => {
  let url: string;
  beforeAll(async () => {
    const ports = {
      proxy: await freePort(),
      latchkey: Number(new URL(latchkey.address).port),
      service: portOf(service.address()),
    };
    url = `http://127.0.0.1:${ports.proxy}`;
    await start(proxy.command(ports), url);
    reached = [];
  });

  const ask = async (given: Parameters<typeof api>[1] = {}, path = "/orders/7?page=2") => {
    const before = reached.length;
    const answer = await api(path, { url, ...given });
    return { answer, headers: reached[before] };
  };

  test("a request with a good token reaches the service with whose it is, and without its secret", async () => {
    for (const method of ["GET", "POST", "DELETE"]) {
      const { answer, headers } = await ask({
        method,
        token: secrets.good,
        ...(method === "POST" ? { body: {} } : {}),
      });
      expect([answer.status, answer.text]).toEqual([200, "the service"]);
      expect(headers).toMatchObject({
        "x-user-id": user.id,
        "x-user-email": user.email,
        "x-organisation-ids": organisation.id,
        "x-scopes": "deployments:read deployments:write",
      });
      expect(headers?.authorization ?? "").toBe("");
    }
  });

  test("what a client says of itself never reaches the service, whoever it is", async () => {
    const { headers } = await ask({ token: secrets.good, headers: FORGED });
    expect(headers?.["x-user-id"]).toBe(user.id);
    expect(JSON.stringify(headers)).not.toContain("forged");
    // There is no person behind it: the places for one stay empty.
    const ofOrganisation = await ask({ token: secrets.organisations, headers: FORGED });
    expect(ofOrganisation.answer.status).toBe(200);
    expect(ofOrganisation.headers?.["x-organisation-ids"]).toBe(organisation.id);
    expect(ofOrganisation.headers?.["x-user-id"] ?? "").toBe("");
    expect(ofOrganisation.headers?.["x-user-email"] ?? "").toBe("");
    expect(JSON.stringify(ofOrganisation.headers)).not.toContain("forged");
  });

  const expectRefusal = (
    { answer, headers }: { answer: ApiAnswer; headers?: unknown },
    status: number,
    code: string,
  ) => {
    expect(headers).toBeUndefined();
    expect([answer.status, answer.headers["content-type"], answer.json.code]).toEqual([
      status,
      "application/problem+json",
      code,
    ]);
    expect(answer.headers["www-authenticate"]).toMatch(/^Bearer realm="/);
  };

  test("401 and 403 reach the client with body and challenge, and the service never", async () => {
    expectRefusal(await ask(), 401, "credentials_missing");
    expectRefusal(await ask({ headers: FORGED }), 401, "credentials_missing");
    expectRefusal(await ask({ token: `${secrets.good}x` }), 401, "invalid_token");
    const forbidden = await ask({ token: secrets.weak, method: "POST", body: { amount: 1 } });
    expectRefusal(forbidden, 403, "insufficient_scope");
    expect(forbidden.answer.headers["www-authenticate"]).toContain('scope="deployments:write"');
  });
});

test("with Latchkey stopped every door is closed", async () => {
  const installed = PROXIES.filter(({ isInstalled }) => isInstalled);
  const gone = await freePort();
  for (const proxy of installed) {
    const ports = { proxy: await freePort(), latchkey: gone, service: portOf(service.address()) };
    const url = `http://127.0.0.1:${ports.proxy}`;
    await start(proxy.command(ports), url);
    reached = [];
    for (const headers of [{}, FORGED]) {
      const answer = await api("/orders/7", { url, token: secrets.good, headers });
      expect(answer.status, proxy.name).toBeGreaterThanOrEqual(500);
    }
    expect(reached, proxy.name).toEqual([]);
  }
});
