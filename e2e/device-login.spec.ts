import { sql } from "kysely";
import { startLogin } from "@/lib/device-login/start";
import { installClient } from "@/test/cli/client";
import { addSession, expect, login, test } from "./fixtures";

test("latchkey login shows a code, the browser compares and allows it, and latchkey logout ends its token", async ({
  page,
  person,
  db,
  server,
}) => {
  const client = await installClient();
  try {
    let said = "";
    const ended = client.run(["login", "--host", server.url, "--no-browser"], {
      onError: (soFar) => {
        said = soFar;
      },
    });
    await expect.poll(() => said).toMatch(/[A-Z]{4}-[A-Z]{4}/);
    const code = /[A-Z]{4}-[A-Z]{4}/.exec(said)?.[0] ?? "";

    // Whoever is not signed in signs in first, and comes back with the code.
    await login(page, person, `/device?user_code=${code}`);
    const field = page.getByLabel("Code");
    await expect(field).toHaveValue(code);
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Allow this login?" })).toBeFocused();
    const facts = page.getByRole("region", { name: "The login" });
    await expect(facts).toContainText(code);
    await page.getByLabel("Chosen scopes").check();
    await page.getByRole("checkbox", { name: "tokens:write" }).check();
    await page.getByRole("button", { name: "Allow" }).click();
    await expect(page.getByText("Compare the code with the one in your terminal")).toBeVisible();
    await page.getByLabel("I started this login").check();
    await page.getByRole("button", { name: "Allow" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Login allowed" })).toBeFocused();

    const { code: exit, out, err } = await ended;
    expect({ exit, out, err }).toMatchObject({ exit: 0, err: expect.stringContaining(`as ${person.email}`) });
    expect(out + err).not.toContain("lk_cli_");
    const whoami = await client.run(["whoami", "--json"]);
    expect(JSON.parse(whoami.out)).toMatchObject({ email: person.email, token: { scopes: ["tokens:write"] } });
    const tokens = () =>
      db
        .selectFrom("access_token")
        .select(["kind", "scopes", "revoke_kind"])
        .where("user_id", "=", person.id)
        .execute();
    expect(await tokens()).toEqual([{ kind: "cli", scopes: ["tokens:write"], revoke_kind: null }]);
    expect((await client.run(["logout"])).code).toBe(0);
    expect(await tokens()).toEqual([{ kind: "cli", scopes: ["tokens:write"], revoke_kind: "self" }]);
    expect((await client.run(["whoami"])).code).not.toBe(0);
  } finally {
    await client.remove();
  }
});

test("a code is typed in any way, a wrong one is told, and an old sign-in asks for the password before it allows", async ({
  page,
  person,
  db,
}) => {
  await addSession(page, person, db);
  await db
    .updateTable("session")
    .set({ authenticated_at: sql`now() - interval '1 hour'` })
    .where("user_id", "=", person.id)
    .execute();
  const started = await startLogin(db, { device_name: "build-host" }, { address: "198.51.100.7", userAgent: "curl/8" });
  if (started.status !== "started") throw new Error(started.status);

  await page.goto("/device");
  const field = page.getByLabel("Code");
  await field.fill("nothing");
  await page.keyboard.press("Enter");
  await expect(field).toHaveAccessibleDescription(/No login is waiting for this code/);
  await field.fill(` ${started.userCode.toLowerCase()} `);
  await page.keyboard.press("Enter");
  const facts = page.getByRole("region", { name: "The login" });
  await expect(facts).toContainText("build-host");
  await expect(facts).toContainText("198.51.100.7");
  await page.getByLabel("I started this login").check();
  await page.getByRole("button", { name: "Allow" }).click();
  const password = page.getByLabel("Password");
  await expect(password).toBeFocused();
  await password.fill("not-the-password");
  await page.keyboard.press("Enter");
  await expect(password).toHaveAccessibleDescription(/isn’t your password/);
  await password.fill(person.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Login allowed" })).toBeVisible();
});
