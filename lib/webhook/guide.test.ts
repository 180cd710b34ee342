import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, expect, test } from "vitest";
import { fencesOf } from "@/test/guide/fences";
import { waitFor } from "@/test/wait";
import { EVENT_TYPES, EVENTS, payloadOf, type WebhookEvent } from "./events";
import { newSigningSecret } from "./secret";

const guide = readFileSync("docs/guide/webhooks.md", "utf8");
const fences = fencesOf(guide);
// Below the project, where the receiver finds the library.
const folder = mkdtempSync(path.join(process.cwd(), ".data-webhooks-"));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(EVENT_TYPES)("the guide has what %s means and an example that is as it is sent", (type) => {
  const { about, example, data } = EVENTS[type];
  expect(data.parse(example)).toEqual(example);
  const at = new Date("2027-01-04T09:25:31.204Z");
  // An example belongs to its type.
  const payload = payloadOf({ type, at, data: example } as WebhookEvent);
  expect(guide).toContain(
    `### ${type}\n\n${about}\n\n\`\`\`json\n${JSON.stringify(JSON.parse(payload), null, 2)}\n\`\`\``,
  );
});

test("the guide has no event that is none", () => {
  const named = [...guide.matchAll(/^### (.*)$/gm)].map(([, type]) => type);
  expect(named).toEqual(EVENT_TYPES);
});

const secret = newSigningSecret();
const body = '{"type":"token.leaked"}';

/** A request as it is sent, a number of seconds ago. */
function signed(secondsAgo = 0) {
  const now = new Date(Date.now() - secondsAgo * 1000);
  return {
    "webhook-id": "msg_1",
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": `${new Webhook(newSigningSecret()).sign("msg_1", now, body)} ${new Webhook(secret).sign("msg_1", now, body)}`,
  };
}

test("the receiver of the guide in Node.js takes what is genuine, and nothing else", async () => {
  const file = path.join(folder, "receive.mjs");
  // Any free port, which it tells.
  const code = codeOf("receive.mjs").replace(
    /\.listen\((.*)\);/,
    ".listen(0, function () { console.log(this.address().port); });",
  );
  writeFileSync(file, code);
  const child = spawn(process.execPath, [file], { env: { ...process.env, WEBHOOK_SECRET: secret } });
  try {
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
    });
    await waitFor(() => /^\d+\n/.test(said), "its port");
    const send = async (headers: Record<string, string>) =>
      (await fetch(`http://127.0.0.1:${Number.parseInt(said, 10)}/`, { method: "POST", headers, body })).status;
    expect(await send(signed())).toBe(204);
    expect(await send({ ...signed(), "webhook-id": "msg_2" })).toBe(400);
    await waitFor(() => said.includes("msg_1 token.leaked"), "the event");
  } finally {
    child.kill();
    await once(child, "exit");
  }
});

test("the check of the guide in Python takes what is genuine, and nothing else", () => {
  writeFileSync(path.join(folder, "verify.py"), codeOf("verify.py"));
  const headers = signed();
  const cases = [headers, signed(3600), { ...headers, "webhook-id": "msg_2" }];
  const script = `
import json, sys
from verify import is_genuine
secret, body, cases = json.load(sys.stdin)
print(json.dumps([is_genuine(secret, headers, body.encode()) for headers in cases]))`;
  const said = execFileSync("python3", ["-B", "-c", script], {
    cwd: folder,
    input: JSON.stringify([secret, body, cases]),
  });
  expect(JSON.parse(said.toString())).toEqual([true, false, false]);
});

function codeOf(file: string): string {
  return fences.find((fence) => fence.file === file)?.code ?? "";
}
