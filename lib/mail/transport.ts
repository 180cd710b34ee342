import type { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { env } from "@/lib/env";

// A server that cannot be reached says so soon; one that is slow to take a message in may be scanning it.
const CONNECT_MS = 10_000;
const GREETING_MS = 20_000;
const SILENCE_MS = 60_000;

export type MailTransport = NonNullable<ReturnType<typeof openTransport>>;
export type Delivery = {
  envelope: { from: string; to: string };
  /**
   * Read when the server asks for the message, and not before. When it has ended, the dot is sent.
   * @param flushed waits until all that was read so far has left this process
   */
  message: (flushed: () => Promise<void>) => Readable;
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
  { envelope, message, signal }: Delivery,
): Promise<void> {
  const failed = new Promise<never>((_resolve, reject) => {
    connection.on("error", reject);
    connection.once("end", () => reject(Object.assign(new Error("closed"), { code: "ECONNECTION" })));
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  // It may come when nobody waits any more.
  failed.catch(() => {});
  const step = (run: (done: (error?: Error | null) => void) => void) =>
    Promise.race([failed, new Promise<void>((resolve, reject) => run((error) => (error ? reject(error) : resolve())))]);
  try {
    signal.throwIfAborted();
    await step((done) => connection.connect(done));
    if (login) await step((done) => connection.login({ credentials: login }, done));
    const flushed = async () => {
      for (;;) {
        const socket = connection._socket;
        if (!socket || socket.destroyed) throw Object.assign(new Error("closed"), { code: "ECONNECTION" });
        if (socket.writableLength === 0) return;
        await new Promise((resume) => setTimeout(resume, 5));
      }
    };
    await step((done) => connection.send(envelope, message(flushed), done));
    connection.quit();
  } catch (error) {
    connection.close();
    throw error;
  }
}

function isThisMachine(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\./.test(host);
}
