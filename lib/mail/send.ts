import { inSpan } from "@/db/span";
import { finishEmail, leaseEmail, markHandedOver, prolongLease, requeueEmail } from "@/db/work/outgoing-email";
import type { WorkContext } from "@/lib/work/task";
import { composeMail } from "./compose";
import { mailContent } from "./content";
import { mailFrom } from "./from";
import { gatherMail } from "./gather";
import { failureOf, nextAttemptAt, UnwritableMail } from "./outcome";
import { openMail } from "./seal";

type Leased = NonNullable<Awaited<ReturnType<typeof leaseEmail>>>;

// It is unknown whether the server has it. See docs/decisions/0021.
const UNCONFIRMED = "the sender stopped while waiting for the mail server's response: assumed sent";

/**
 * Make the next attempt at a mail, if it is due and no other attempt runs. Its row has the outcome when this returns; it throws
 * only when the database is unavailable.
 */
export async function sendMail(context: WorkContext, id: string): Promise<void> {
  const { db, clock, mail: transport } = context;
  if (transport === undefined) return;
  const now = await clock(db);
  if (!(await gatherMail(db, id, now))) return;
  const mail = await leaseEmail(db, id, now, leaseEnd(context, now));
  if (mail === undefined) return;
  const attempt = { id, attempt: mail.attempts };
  const end = (state: "sent" | "failed", error: string | null) => {
    if (state === "failed") console.error(`mail: ${mail.kind} ${id} was given up: ${error}`);
    return finishEmail(db, attempt, { state, error, now });
  };
  if (mail.found === "handed_over") return await end("sent", UNCONFIRMED);
  if (mail.expires_at !== null && mail.expires_at <= now) return await end("failed", "it was no longer useful");
  try {
    const message = await read(mail, now);
    if (message === undefined) return await end("failed", "it was encrypted with another APP_SECRET");
    await inSpan("mail", "client", { "latchkey.mail": mail.kind }, () => deliver(context, transport, mail, message));
  } catch (error) {
    const { permanent, words } = failureOf(error);
    if (permanent) return await end("failed", words);
    // An attempt that a shutdown interrupts does not count.
    const next = context.signal.aborted ? now : nextAttemptAt(mail.attempts, now);
    if (next === undefined) return await end("failed", `${words}, on the last of ${mail.attempts} attempts`);
    if (!context.signal.aborted) console.error(`mail: ${mail.kind} ${id} will be retried: ${words}`);
    return await requeueEmail(db, attempt, words, next);
  }
  await end("sent", null);
}

async function read(mail: Leased, date: Date): Promise<Buffer | undefined> {
  const opened = mail.content && openMail(mail.id, { content: mail.content, keyId: mail.key_id });
  if (!opened) return undefined;
  const { recipient, message_id: messageId } = mail;
  try {
    return await composeMail({ recipient, messageId, date }, mailContent.parse(JSON.parse(opened)));
  } catch (cause) {
    throw new UnwritableMail("a mail cannot be written", { cause });
  }
}

/**
 * Send it once. Without the dot that ends it no server takes a message, so an attempt that ends before can be repeated without
 * a doubt. Once the dot has left, the row says `handed_over`: what the server answers may be lost, the mail is not.
 */
async function deliver(
  context: WorkContext,
  transport: NonNullable<WorkContext["mail"]>,
  mail: Leased,
  message: Buffer,
): Promise<void> {
  const { db, clock, leaseSeconds } = context;
  const attempt = { id: mail.id, attempt: mail.attempts };
  const ending = new AbortController();
  const abort = () => ending.abort(new Error("this attempt was ended"));
  const abortUnlessHandedOver = () => {
    if (!handedOver) abort();
  };
  let handedOver = false;
  const alive = setInterval(async () => {
    const kept = await clock(db)
      .then((now) => prolongLease(db, attempt, leaseEnd(context, now)))
      .catch(() => true);
    if (!kept) abortUnlessHandedOver();
  }, leaseSeconds * 300);
  // A server that trickles its answers would never hit an idle timeout.
  const tooLong = setTimeout(abort, LONGEST_MS);
  context.signal.addEventListener("abort", abortUnlessHandedOver);
  if (context.signal.aborted) abort();
  try {
    await transport.deliver({
      envelope: { from: mailFrom().address, to: mail.recipient },
      message,
      // After a pause longer than the lease, the mail belongs to another attempt by now.
      beforeDot: async () => {
        if (!(await prolongLease(db, attempt, leaseEnd(context, await clock(db)))))
          throw new Error("the lease was lost");
        handedOver = true;
      },
      afterDot: () => markHandedOver(db, attempt),
      signal: ending.signal,
    });
  } finally {
    clearInterval(alive);
    clearTimeout(tooLong);
    context.signal.removeEventListener("abort", abortUnlessHandedOver);
  }
}

const LONGEST_MS = 5 * 60_000;

function leaseEnd({ leaseSeconds }: WorkContext, now: Date): Date {
  return new Date(now.getTime() + leaseSeconds * 1000);
}
