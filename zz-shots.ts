import { readFileSync } from "node:fs";
import { chromium } from "@playwright/test";

const { reset, signUp } = JSON.parse(readFileSync("/tmp/acc/codes.json", "utf8"));
const base = process.argv[2] ?? "http://localhost:4870";
const only = process.argv[3];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const theme of ["light", "dark"] as const)
  for (const width of [360, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: theme, locale: "en-GB" });
    const page = await context.newPage();
    page.on("console", (m) => m.type() === "error" && console.log(theme, width, page.url(), m.text().slice(0, 300)));
    const shot = async (name: string, fullPage = true) => {
      if (only && !name.includes(only)) return;
      await page.waitForTimeout(400);
      await page.screenshot({ path: `/tmp/acc/${name}-${theme}-${width}.png`, fullPage });
    };
    const outside: [string, string][] = [
      ["forgot", "/forgot-password"],
      ["reset", `/reset-password/${reset}`],
      ["dead", "/reset-password/nothing"],
      ["signup", "/signup"],
      ["signup-code", `/signup/${signUp}`],
      ["login", "/login?done=password_reset"],
      ["landing", "/"],
    ];
    for (const [name, path] of outside) {
      if (only && !name.includes(only)) continue;
      await page.goto(base + path);
      await shot(name);
    }
    if (!only || "asked".includes(only)) {
      await page.goto(`${base}/forgot-password`);
      await page.getByLabel("E-mail").fill(`nobody-${theme}${width}@agency.example`);
      await page.getByRole("button", { name: "Mail me a link" }).click();
      await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
      await shot("asked");
    }
    for (const who of ["mira", "new"]) {
      await page.goto(`${base}/login?callbackUrl=/account/notifications`);
      await page.getByLabel("E-mail").fill(`${who}@agency.example`);
      await page.getByLabel("Password", { exact: true }).fill("seven-lanterns-on-the-quay");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await page.getByRole("heading", { level: 1, name: "Notifications" }).waitFor();
      await shot(`notifications-${who}`);
      await page.getByRole("button", { name: /^Notifications/ }).click();
      await page
        .getByText(who === "mira" ? "MacBook Pro expires" : "Nothing yet. Tokens")
        .last()
        .waitFor();
      await shot(`bell-${who}`, false);
      await page.context().clearCookies();
    }
    await context.close();
  }
await browser.close();
