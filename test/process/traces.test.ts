import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { connect } from "@/db/database";
import { startCollector } from "../collector";
import { createOrganisation, createToken, createUser } from "../fixtures";
import { freePort, type StartedServer, startServer } from "../http/server";
import { newAddress } from "../invitation";
import { startSmtp } from "../mail/smtp";
import { waitFor } from "../wait";
import { startReceiver } from "../webhook/receiver";

const folder = mkdtempSync(path.join(tmpdir(), "latchkey-traces-"));
const loadedFile = path.join(folder, "loaded");
const watched = { NODE_OPTIONS: `--require ${path.resolve("test/process/loaded.cjs")}`, TEST_LOADED_FILE: loadedFile };
const started: { stop(): Promise<void> }[] = [];
afterAll(async () => {
  await Promise.all(started.map((one) => one.stop()));
  rmSync(folder, { recursive: true });
});

const start = async (env: Record<string, string>): Promise<StartedServer> => {
  const server = await startServer({ env });
  started.push(server);
  return server;
};
const loaded = () =>
  readFileSync(loadedFile, "utf8")
    .trim()
    .split("\n")
    .flatMap((line): string[] => JSON.parse(line).loaded)
    .filter((file) => !file.includes("@opentelemetry/api/"));

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const PARENT = "00f067aa0ba902b7";
const CALLER = { traceparent: `00-${TRACE}-${PARENT}-01`, tracestate: "vendor=of-ada@example.com" };

test("without the setting nothing of OpenTelemetry is loaded", async () => {
  const server = await start(watched);
  expect((await fetch(`${server.url}/api/health`, { headers: CALLER })).status).toBe(200);
  await server.stop();
  expect(loaded()).toEqual([]);
});

test("requests, statements, jobs, deliveries and mails are told, within the caller's trace, and nothing that is anybody's", async () => {
  const [collector, receiver, smtp] = [await startCollector(), await startReceiver(), await startSmtp()];
  started.push(collector, receiver, smtp);
  const server = await start({
    ...watched,
    WORKERS: "2",
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_HEADERS: "x-collector-key=given",
    OTEL_SERVICE_NAME: "tokens",
    // All of it is told when the server stops.
    OTEL_BSP_SCHEDULE_DELAY: "600000",
    SMTP_URL: smtp.url,
    WEBHOOKS_PRIVATE_NETWORKS: "1",
  });
  const db = connect(server.databaseUrl);
  const owner = await createUser(db);
  const organisation = await createOrganisation(db, { members: [{ user: owner, role: "owner" }] });
  const { secret, id } = await createToken(db, owner);
  const invited = newAddress();
  const call = async (address: string, body?: object) =>
    await fetch(`${server.url}${address}`, {
      headers: { ...CALLER, Authorization: `Bearer ${secret}`, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
  const me = await call("/iam/v3/me/");
  expect(me.status).toBe(200);
  expect((await call(`/iam/v3/access-tokens/${id}/?hidden=in-the-query`)).status).toBe(400);
  expect((await call(`/api/iam/v3/organisations/${organisation.id}/`)).status).toBe(200);
  const made = await (await call("/iam/v3/access-tokens/", { label: "Seen nowhere" })).json();
  const below = `/iam/v3/organisations/${organisation.id}`;
  const { uuid, signing_secret } = await (
    await call(`${below}/webhooks/`, { url: `${receiver.url}/path-of-the-receiver`, events: ["token.leaked"] })
  ).json();
  expect((await call(`${below}/webhooks/${uuid}/test/`, {})).status).toBe(202);
  expect((await call(`${below}/invitations/`, { email: invited, role: "member" })).status).toBe(201);
  expect((await fetch(`${server.url}/login?next=in-the-query`)).status).toBe(200);
  expect((await fetch(`${server.url}/reset-password/code-of-a-link`)).status).toBeLessThan(500);
  await receiver.until(1);
  await waitFor(() => smtp.received.length === 2, "the mails");
  await db.destroy();
  await server.stop();

  const spans = collector.spans();
  const named = (name: string) => spans.filter((span) => span.name === name);
  const [request] = named("GET /iam/v3/me/");
  expect(request).toMatchObject({
    traceId: TRACE,
    parentSpanId: PARENT,
    kind: 2,
    service: "tokens",
    attributes: {
      "http.request.method": "GET",
      "http.route": "/iam/v3/me/",
      "http.response.status_code": "200",
      "latchkey.request_id": me.headers.get("x-request-id"),
    },
  });
  expect(named("GET /iam/v3/access-tokens/{uuid}/")).toMatchObject([
    { attributes: { "http.response.status_code": "400" } },
  ]);
  expect(named("GET /iam/v3/organisations/{uuid}/").length).toBe(1);
  expect(named("GET /login")).toMatchObject([{ attributes: { "http.response.status_code": "200" } }]);
  expect(spans.filter(({ attributes }) => attributes["http.route"]?.startsWith("/reset-password/")).length).toBe(1);
  const [creation] = named("POST /iam/v3/access-tokens/");
  const statements = spans.filter(({ parentSpanId }) => parentSpanId === creation?.spanId);
  expect(statements.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["insert access_token", "insert activity"]),
  );
  expect(statements.every(({ traceId, kind }) => traceId === TRACE && kind === 3)).toBe(true);
  const [delivery] = named("webhook delivery");
  expect(delivery?.attributes).toMatchObject({ "latchkey.webhook": uuid, "http.response.status_code": "204" });
  expect(named("job deliver_webhooks").map(({ spanId }) => spanId)).toContain(delivery?.parentSpanId);
  expect(
    named("mail")
      .map(({ attributes }) => attributes["latchkey.mail"])
      .sort(),
  ).toEqual(["invitation", "token_created"]);
  // The main process works, and the workers answer.
  expect(delivery?.pid).not.toBe(request?.pid);

  const text = collector.text();
  for (const hidden of [secret, made.access_token, signing_secret, owner.email, invited, "Seen nowhere"]) {
    expect(hidden).toEqual(expect.any(String));
    expect(text).not.toContain(hidden);
  }
  expect(text).not.toMatch(/@|in-the-query|code-of-a-link|path-of-the-receiver/);
  expect(receiver.received[0]?.headers).not.toHaveProperty("traceparent");
  expect(collector.headers.every((headers) => headers["x-collector-key"] === "given")).toBe(true);
  expect(loaded()).not.toEqual([]);
});

test("a collector that is away holds nothing up; the log says so in one sentence, and when it is back", async () => {
  const port = await freePort();
  const server = await start({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_BSP_SCHEDULE_DELAY: "50",
    OTEL_EXPORTER_OTLP_TIMEOUT: "200",
  });
  const ask = async () => expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  const away = /^traces: the collector is not accepting spans \(\w+\)\. Requests continue without traces\.$/gm;
  await waitFor(async () => {
    await ask();
    return away.test(server.logs());
  }, "the sentence");
  const collector = await startCollector(port);
  started.push(collector);
  await waitFor(async () => {
    await ask();
    return server.logs().includes("traces: the collector is accepting spans again.");
  }, "the other sentence");
  expect(server.logs().match(away)?.length).toBe(1);
  await collector.stop();
  await server.stop();
  expect(server.logs()).not.toMatch(/^\s+at |took too long/m);
});
