import { addMember, createOrganisation, createUser } from "@/test/fixtures";
import { wordsOf } from "@/test/http/page-text";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { addSession, signInAs } from "./fixtures";
import { breakOne, CONNECTION_BROKE } from "./lost-connection/break";
import { expect, linkIn, mailsTo, test } from "./with-mail";

test("an account accepts by the mailed link, nobody else's does, and no other address names the code", async ({
  page,
  db,
  server,
  smtp,
  expectConsoleError,
}) => {
  expectConsoleError(CONNECTION_BROKE);
  const [owner, invited, other] = [await createUser(db), await createUser(db), await createUser(db)];
  const agency = await createOrganisation(db, { name: "Northpost" });
  await addMember(db, agency, owner, "owner");
  await signInAs(page, owner, { db, path: `/organisations/${agency.slug}/members` });
  await page.getByRole("button", { name: "Invite people" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite people" });
  await dialog.getByLabel("E-mail addresses").fill(`lea@photographers ${invited.email}`);
  await dialog.getByRole("button", { name: "Send invitations" }).click();
  await expect(page.getByText("Invited by mail.")).toBeVisible();
  // The one that cannot be used waits in the field to be corrected.
  await expect(dialog.getByRole("alert")).toContainText("Enter an e-mail address");
  const addresses = dialog.getByLabel("E-mail addresses");
  await expect(addresses).toBeFocused();
  await expect(addresses).toHaveValue("lea@photographers");
  await addresses.fill("lea@photographers.example");
  await dialog.getByRole("button", { name: "Send invitations" }).click();
  await expect(page.getByText("Invited by mail.")).toHaveCount(2);
  const [mail] = await mailsTo(smtp, invited.email);
  const link = linkIn(mail, "/invitations/");
  const code = link.split("/").at(-1) ?? "";

  const told: string[] = [];
  page.on("request", (request) => told.push(request.url(), request.headers().referer ?? ""));
  await addSession(page, other, db);
  await page.goto(link);
  await expect(page.getByRole("alert").filter({ hasText: "Only the owner of the invited address" })).toBeVisible();
  await breakOne(page, {
    form: "app/(auth)/invitations/[code]/other-account.tsx#leaveAccountAction",
    press: `Sign out, and accept as ${invited.email}`,
    done: async () => await expect(page.getByLabel("E-mail")).toHaveValue(invited.email),
  });
  await page.getByLabel("Password", { exact: true }).fill("not-the-password-at-all");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByText("this isn’t its password")).toBeVisible();
  await breakOne(page, {
    form: "app/(auth)/invitations/[code]/join-form.tsx#joinAction",
    fill: { Password: invited.password },
    press: "Continue",
    done: async () => await expect(page.getByRole("button", { name: "Join Northpost" })).toBeVisible(),
  });
  await breakOne(page, {
    form: "app/(auth)/invitations/[code]/accept-form.tsx#acceptAction",
    press: "Join Northpost",
    done: async () =>
      await expect(page.getByRole("heading", { level: 1, name: "Northpost", exact: true })).toBeVisible(),
  });
  const again = await page.request.get(link);
  expect(new URL(again.url()).pathname).toBe(`/organisations/${agency.slug}`);
  const elsewhere = told.filter((url) => url.includes(code) && new URL(url).pathname !== `/invitations/${code}`);
  expect(elsewhere).toEqual([]);
  expect(told.filter((url) => new URL(url || server.url).search.includes(code))).toEqual([]);

  const anothers = await fetch(link, { headers: { Cookie: await sessionHeaderOf(db, owner) } });
  const [heading = ""] = /<h1.*?<\/h1>/s.exec(await anothers.text()) ?? [];
  expect(wordsOf(heading)).toBe("This link doesn’t work");
});
