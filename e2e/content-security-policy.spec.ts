import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { tourSignedIn, tourSignedOut } from "./tour";

test.slow();

test("no page breaks its own content security policy, and each has one with a nonce of its own", async ({
  page,
  person,
  db,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 404/);
  const violations = await watchViolations(page);
  const nonces = new Set<string>();
  let documents = 0;
  page.on("response", (response) => {
    if (response.request().resourceType() !== "document" || response.status() >= 300) return;
    documents += 1;
    const policy = response.headers()["content-security-policy"] ?? "";
    expect.soft(policy, response.url()).toContain("default-src 'self'");
    expect.soft(policy, response.url()).toContain("frame-ancestors 'none'");
    expect.soft(policy, response.url()).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
    nonces.add(/'nonce-([^']+)'/.exec(policy)?.[1] ?? "none");
  });

  const nothing = async (where: string) => expect.soft(violations, where).toEqual([]);
  await tourSignedOut(page, nothing);
  await tourSignedIn(page, person, db, nothing);
  expect(nonces).not.toContain("none");
  expect(nonces.size).toBe(documents);
});

test("markup that somebody slips into a page runs no script", async ({ page, expectConsoleError }) => {
  expectConsoleError(/Content Security Policy/);
  await page.route("**/login", async (route) => {
    const answer = await route.fetch();
    const injected = `<script>document.title = "taken over"</script>
      <script src="data:text/javascript,document.title = 'taken over'"></script>
      <img src="data:," alt="slipped in" onerror="document.title = 'taken over'"></body>`;
    await route.fulfill({ response: answer, body: (await answer.text()).replace("</body>", injected) });
  });
  await page.goto("/login");
  await expect(page.getByAltText("slipped in")).toBeAttached();
  await expect(page).toHaveTitle(/Sign in/);
});

async function watchViolations(page: Page): Promise<string[]> {
  const violations: string[] = [];
  await page.exposeFunction("tellViolation", (text: string) => violations.push(text));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      const tell: unknown = Reflect.get(window, "tellViolation");
      if (typeof tell === "function")
        tell(`${event.violatedDirective}: ${event.blockedURI || event.sample} ${event.sourceFile}`);
    });
  });
  return violations;
}
