import { once } from "node:events";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { waitFor } from "@/test/wait";

/** How far a client has come: connected, named a recipient, begun its message, ended it with the dot. */
export type SmtpStage = "connect" | "recipient" | "data" | "dot";
/** What the server does then: go on, answer with this status, say nothing more, or break the connection. */
export type SmtpAction = "go" | number | "hang" | "close";

/** A real mail server on a free port, which a test can let misbehave. */
export interface SmtpUnderTest {
  readonly url: string;
  /** The mails that it took responsibility for: those whose dot it answered with 250. */
  readonly received: ParsedMail[];
  /** How often each stage was reached. */
  readonly reached: Record<SmtpStage, number>;
  /** Decide what happens at each stage from now on. Default: everything goes. */
  at(decide: (stage: SmtpStage) => SmtpAction | Promise<SmtpAction>): void;
  until(count: number): Promise<ParsedMail[]>;
  stop(): Promise<void>;
}

export async function startSmtp(options: SMTPServerOptions = {}): Promise<SmtpUnderTest> {
  const received: ParsedMail[] = [];
  const reached = { connect: 0, recipient: 0, data: 0, dot: 0 };
  let decide: (stage: SmtpStage) => SmtpAction | Promise<SmtpAction> = () => "go";

  /** Go through a stage: `next` is called when the client may hear something. */
  const pass = async (stage: SmtpStage, sessionId: string, next: (refusal?: Error) => void) => {
    reached[stage] += 1;
    const action = await decide(stage);
    if (action === "go") return next();
    if (action === "close") return sever(sessionId);
    if (action !== "hang") next(Object.assign(new Error("not as this test has it"), { responseCode: action }));
  };
  const sever = (sessionId: string) => {
    for (const connection of server.connections) if (connection.id === sessionId) connection._socket.destroy();
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    logger: false,
    closeTimeout: 200,
    onConnect: ({ id }, done) => void pass("connect", id, done),
    onRcptTo: (_address, { id }, done) => void pass("recipient", id, done),
    onData: (stream, { id }, done) => {
      const chunks: Buffer[] = [];
      let begun = false;
      stream.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        if (!begun) void pass("data", id, () => {});
        begun = true;
      });
      stream.on("end", () => {
        void pass("dot", id, (refusal) => {
          if (refusal) return done(refusal);
          void simpleParser(Buffer.concat(chunks)).then((mail) => {
            received.push(mail);
            done();
          });
        });
      });
    },
    ...options,
  });
  // A client that is killed is no trouble of this server's.
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("a mail server listens on a port");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    received,
    reached,
    at: (next) => {
      decide = next;
    },
    until: async (count) => {
      await waitFor(() => received.length >= count, `${count} mails`);
      return received;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
