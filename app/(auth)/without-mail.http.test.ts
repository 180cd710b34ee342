import { expect, test } from "vitest";
import { sharedServer } from "@/test/http/server";
import { Visitor } from "@/test/http/visitor";

// The server that all share sends no mail, and accounts are by invitation.
const visitor = new Visitor(sharedServer().url);

test("without mail the page says so, and whom to ask", async () => {
  expect((await visitor.open("/login")).html).toMatch(/<a\b[^>]*href="\/forgot-password"[^>]*>Forgot your password\?</);
  const { html, text } = await visitor.open("/forgot-password");
  expect(text).toContain("This instance sends no mail.");
  expect(text).toContain("An administrator of the platform can give your account a new password.");
  expect(html).not.toMatch(/<button\b/);
});

test("where accounts are by invitation, nothing leads to signing up, and its page says whom to ask", async () => {
  for (const path of ["/", "/login"]) {
    const { html, text } = await visitor.open(path);
    expect(html).toMatch(/<h1\b/);
    expect(text).not.toContain("Sign up");
    expect(html).not.toMatch(/href="\/signup/);
  }
  const { text } = await visitor.open("/signup");
  expect(text).toContain("Accounts are by invitation");
  expect(text).toContain("Ask an administrator of your organisation");
  expect((await visitor.open("/signup/some-code")).text).toContain("This link doesn’t work");
});
