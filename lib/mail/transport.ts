import { Readable } from "node:stream";
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { env } from "@/lib/env";

// A server that cannot be reached says so soon; one that is slow to take a message in may be scanning it.
const CONNECT_MS = 10_000;
const GREETING_MS = 20_000;
const SILENCE_MS = 60_000;

export type MailTransport = NonNullable<ReturnType<typeof openTransport>>;
export type Delivery = {
  envelope: { from: string; to: string };
  message: Buffer;
  /** Called when the whole message has left this process but for the dot that ends it; when it throws, the dot is not sent. */
  beforeDot: () => Promise<void>;
  /** Called when the dot has left this process. The answer may come meanwhile. */
  afterDot: () => Promise<void>;
  signal: AbortSignal;
};

/** The server of `SMTP_URL`; undefined when that is not set. */
export function openTransport() {
  const { SMTP_URL } = env();
  if (SMTP_URL === undefined) return undefined;
  const { protocol, hostname, port, username, password } = new URL(SMTP_URL);
  const secure = protocol === "smtps:";
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  const login =
    username === "" ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) };
  const options = {
    host,
    port: port === "" ? (secure ? 465 : 587) : Number(port),
    secure,
    // STARTTLS is used wherever it is offered; a password never goes over a network without it.
    requireTLS: login !== undefined && !secure && !isThisMachine(host),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: GREETING_MS,
    socketTimeout: SILENCE_MS,
    logger: false,
  };
  return { deliver: (delivery: Delivery) => deliver(new SMTPConnection(options), login, delivery) };
}

/**
 * Hand one message over, on a connection of its own: whether it may be repeated must be known exactly, and a shared connection
 * would make each failure that of several mails. Nothing is repeated here.
 * @throws nodemailer's error, or the signal's reason
 */
async function deliver(
  connection: SMTPConnection,
  login: { user: string; pass: string } | undefined,
  { envelope, message, beforeDot, afterDot, signal }: Delivery,
): Promise<void> {
  const failed = new Promise<never>((_resolve, reject) => {
    connection.on("error", reject);
    connection.once("end", () => reject(Object.assign(new Error("closed"), { code: "ECONNECTION" })));
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  // It may arrive when nobody waits for it any more.
  failed.catch(() => {});
  const step = (run: (done: (error?: Error | null) => void) => void) =>
    Promise.race([failed, new Promise<void>((resolve, reject) => run((error) => (error ? reject(error) : resolve())))]);
  try {
    signal.throwIfAborted();
    await step((done) => connection.connect(done));
    if (login) await step((done) => connection.login({ credentials: login }, done));
    async function* untilTheDot() {
      yield message;
      await flushed(connection);
      await beforeDot();
    }
    // Byte by byte: an object stream would ask for what comes after the message before that has gone on.
    const stream = Readable.from(untilTheDot(), { objectMode: false, highWaterMark: 1 });
    // nodemailer writes the dot when the stream has ended, within this turn and the next.
    stream.once(
      "end",
      () =>
        void turn()
          .then(turn)
          .then(() => flushed(connection))
          .then(afterDot)
          .catch(() => {}),
    );
    await step((done) => connection.send(envelope, stream, done));
    connection.quit();
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Wait until the system has taken all that was written: it goes on its way even if this process is killed. */
async function flushed(connection: SMTPConnection): Promise<void> {
  for (;;) {
    const socket = connection._socket;
    if (!socket || socket.destroyed) throw Object.assign(new Error("closed"), { code: "ECONNECTION" });
    if (socket.writableLength === 0) return;
    await sleep(5);
  }
}

function isThisMachine(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\./.test(host);
}
