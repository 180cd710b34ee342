import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { selfSigned } from "@/test/webhook/certificate";
import { type ReceiverAction, type ReceiverUnderTest, startReceiver } from "@/test/webhook/receiver";
import { type Post, post } from "./post";

let receiver: ReceiverUnderTest;
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.on(() => ({ status: 204 }));
});
afterAll(() => receiver.stop());

const LOOPBACK = { address: "127.0.0.1", family: 4 };
const PUBLIC = { address: "8.8.8.8", family: 4 };
const PRIVATE_ERROR = "the address is in a private network";

const send = (given: Partial<Post> = {}) =>
  post({ url: receiver.url, headers: { "webhook-id": "msg_1" }, body: "{}", privateNetworks: true, ...given });

test("what is sent arrives as JSON, with its headers", async () => {
  expect(await send({ body: '{"type":"token.created"}' })).toEqual({ code: 204, error: null });
  expect(receiver.received).toMatchObject([
    {
      path: "/hooks",
      body: '{"type":"token.created"}',
      headers: { "content-type": "application/json", "webhook-id": "msg_1", "content-length": "24" },
    },
  ]);
});

test.each<[string, ReceiverAction, Awaited<ReturnType<typeof post>>]>([
  ["500", { status: 500 }, { code: 500, error: null }],
  ["an empty 200", { status: 200 }, { code: 200, error: null }],
  ["a closed connection", "close", { code: null, error: "the connection was closed without a response" }],
  ["something that is not HTTP", "not http", { code: null, error: "the response is not HTTP" }],
])("%s is told as what it was", async (_what, action, result) => {
  receiver.on(() => action);
  expect(await send()).toEqual(result);
});

test("a receiver that hangs is given up after the time that it has", async () => {
  receiver.on(() => "hang");
  expect(await send({ timeoutMs: 50 })).toEqual({ code: null, error: "no response within 0.05 seconds" });
  expect(receiver.received).toHaveLength(1);
});

test("the end of the process interrupts a request", async () => {
  receiver.on(() => "hang");
  const ending = new AbortController();
  const sent = send({ signal: ending.signal });
  await receiver.until(1);
  ending.abort();
  expect(await sent).toEqual({ code: null, error: "interrupted" });
});

test("a redirect is not followed, wherever it leads", async () => {
  receiver.on(({ path }) =>
    path === "/hooks"
      ? { status: 307, headers: { location: `http://127.0.0.1:${receiver.port}/elsewhere` } }
      : { status: 204 },
  );
  expect(await send()).toEqual({ code: 307, error: null });
  receiver.on(() => ({ status: 302, headers: { location: "http://169.254.169.254/latest/meta-data/" } }));
  expect(await send()).toEqual({ code: 302, error: null });
  expect(receiver.received.map(({ path }) => path)).toEqual(["/hooks", "/hooks"]);
});

test("of an answer of 10 MB only the beginning is read, and its status counts", async () => {
  const size = 10 * 1024 * 1024;
  receiver.on(() => ({ status: 200, bytes: size }));
  expect(await send()).toEqual({ code: 200, error: null });
  expect(receiver.taken()).toBeLessThan(size);
});

test("an address of a private network gets no connection", async () => {
  for (const host of ["127.0.0.1", "127.1", "0x7f.1", "[::ffff:127.0.0.1]", "[::1]"]) {
    const url = `http://${host}:${receiver.port}/hooks`;
    expect([host, await send({ url, privateNetworks: false })]).toEqual([host, { code: null, error: PRIVATE_ERROR }]);
  }
  expect(receiver.received).toEqual([]);
});

test.each([
  ["that leads to a private network", [LOOPBACK]],
  ["of which one of several addresses does", [PUBLIC, LOOPBACK]],
  ["that leads to an address of IPv4 in IPv6", [{ address: "::ffff:127.0.0.1", family: 6 }]],
])("a name %s gets no connection", async (_what, found) => {
  const url = `http://hooks.example.com:${receiver.port}/hooks`;
  const result = await send({ url, privateNetworks: false, resolve: async () => found });
  expect(result).toEqual({ code: null, error: PRIVATE_ERROR });
  expect(receiver.received).toEqual([]);
});

test("a name is looked up once for a request: the address that was checked is the one that is connected to", async () => {
  const answers = [[LOOPBACK], [{ address: "169.254.169.254", family: 4 }]];
  let asked = 0;
  const resolve = async () => answers[asked++] ?? [];
  const url = `http://hooks.example.com:${receiver.port}/hooks`;
  expect(await send({ url, resolve })).toEqual({ code: 204, error: null });
  expect(asked).toBe(1);
  expect(receiver.received).toMatchObject([{ headers: { host: `hooks.example.com:${receiver.port}` } }]);
  // The second request asks anew, and is checked anew.
  expect(await send({ url, resolve, privateNetworks: false })).toEqual({ code: null, error: PRIVATE_ERROR });
  expect([asked, receiver.received.length]).toEqual([2, 1]);
});

test("a name that does not exist, and one that cannot be looked up, are told apart", async () => {
  const url = `http://hooks.example.com:${receiver.port}/hooks`;
  const failing = (code: string) => async () => Promise.reject(Object.assign(new Error("no"), { code }));
  expect((await send({ url, resolve: failing("ENOTFOUND") })).error).toBe("the host name was not found");
  expect((await send({ url, resolve: failing("EAI_AGAIN") })).error).toBe("the host name could not be looked up");
  expect((await send({ url, resolve: async () => [] })).error).toBe("the host name was not found");
});

test("a certificate that nobody vouches for gets no request, also where the operator has Node.js accept all", async () => {
  const host = "hooks.example.com";
  const secured = await startReceiver(selfSigned(host));
  const url = `https://${host}:${secured.port}/hooks`;
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  try {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    expect(await send({ url, resolve: async () => [LOOPBACK] })).toEqual({
      code: null,
      error: "the certificate is self-signed",
    });
    expect(secured.received).toEqual([]);
    // It would have answered.
    const answer = await fetch(secured.url, { method: "POST", body: "{}" });
    expect([answer.status, secured.received.length]).toEqual([204, 1]);
  } finally {
    delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    warned.mockRestore();
    await secured.stop();
  }
});
