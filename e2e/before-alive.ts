import type { Page } from "playwright/test";

/** Open a page, do something with it as long as none of its scripts has arrived, and only then let them come. */
export async function beforeItIsAlive(page: Page, path: string, act: () => Promise<void>): Promise<void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(path, { waitUntil: "commit" });
  await act();
  release();
}
