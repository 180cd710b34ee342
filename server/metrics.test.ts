import { connect } from "node:net";
import { afterAll, expect, test } from "vitest";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { freePort } from "@/test/http/server";
import { listenForMetrics } from "./metrics";

const port = await freePort();
const metrics = await listenForMetrics(port, "127.0.0.1");
afterAll(() => metrics.close());

test("past 1 MiB of a body, which no one reads, the connection ends", async () => {
  const socket = connect(port, "127.0.0.1").on("error", () => {});
  let answer = "";
  socket.on("data", (chunk) => {
    answer += chunk;
  });
  const chunk = `10000\r\n${"x".repeat(65_536)}\r\n`;
  socket.write("POST /metrics HTTP/1.1\r\nHost: app\r\nTransfer-Encoding: chunked\r\n\r\n");
  socket.write(`${chunk.repeat(32)}0\r\n\r\nGET /next HTTP/1.1\r\nHost: app\r\nConnection: close\r\n\r\n`);
  // It is reset, where some of the body was still on its way.
  await new Promise((resolve) => socket.once("close", resolve));
  expect(answer).not.toContain("Request /metrics.");
});

test("two Host headers are refused", async () => {
  const ask = async (hosts: string) => {
    const socket = connect(port, "127.0.0.1");
    socket.end(`GET /metrics HTTP/1.1\r\n${hosts}Connection: close\r\n\r\n`);
    return (await socket.setEncoding("utf8").toArray()).join("").split("\r\n", 1)[0];
  };
  expect(await ask("Host: app\r\nHost: other\r\n")).toBe("HTTP/1.1 400 Bad Request");
  expect(await ask("Host: app\r\n")).toBe("HTTP/1.1 503 Service Unavailable");
});

test("a secret in the address is refused, in whatever part", async () => {
  const secret = generateSecret("lk", "pat");
  for (const path of [`/metrics?token=${secret}`, `/metrics/${secret}`, `/${secret.replaceAll("_", "%5F")}`]) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain(secret);
  }
  expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(503);
});
