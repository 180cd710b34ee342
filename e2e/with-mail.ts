import type { ParsedMail } from "mailparser";
import { connect } from "@/db/database";
import { createOrganisation, createUser } from "@/test/fixtures";
import { startServer } from "@/test/http/server";
import { type SmtpUnderTest, startSmtp } from "@/test/mail/smtp";
import { test as base, expect } from "./fixtures";

export { expect };

/** An instance of this worker alone that mails, to a real mail server, and where everybody may sign up. */
export const test = base.extend<{ smtp: SmtpUnderTest }>({
  smtp: async ({ keep }, use) => use(await keep("mail server", startSmtp, (smtp) => smtp.stop())),

  server: async ({ keep, smtp }, use) =>
    use(
      await keep(
        "instance that mails",
        () => startMailing(smtp),
        (server) => server.stop(),
      ),
    ),

  page: async ({ page }, use) => {
    await use(page);
    // What a page still asks for when its server is gone would fail, and its console would say so.
    await page.close();
  },
});

async function startMailing(smtp: SmtpUnderTest) {
  const server = await startServer({ env: { SMTP_URL: smtp.url, SIGNUP: "open" } });
  const db = connect(server.databaseUrl);
  const user = await createUser(db);
  await createOrganisation(db, { name: "Platform", isPlatform: true, members: [{ user, role: "owner" }] });
  await db.destroy();
  return server;
}

// A mail leaves at once; a minute, at which the sweep would send it, is no longer at once.
const PATIENCE_MS = 20_000;

/** The mails that an address has received, once there are `count`. */
export async function mailsTo(smtp: SmtpUnderTest, address: string, count = 1): Promise<ParsedMail[]> {
  const received = () => smtp.received.filter(({ to }) => [to].flat().some((each) => each?.text === address));
  await expect
    .poll(() => received().length, { message: `${count} mails to ${address} arrive`, timeout: PATIENCE_MS })
    .toBeGreaterThanOrEqual(count);
  return received();
}

/** The first link of a mail to a page below `path`. Its text and its HTML must name the same one. */
export function linkIn(mail: ParsedMail | undefined, path: string): string {
  const link = new RegExp(`https?://\\S+${path}[^\\s"<]*`).exec(mail?.text ?? "")?.[0] ?? "";
  expect(mail?.html || "").toContain(`href="${link}"`);
  expect(link).not.toBe("");
  return link;
}
