import { expect, type Page } from "playwright/test";

type Given = {
  /** Sends the form, or runs the action. */
  press: () => Promise<void>;
  /** What was typed, by label: it must still be there. */
  kept?: Readonly<Record<string, string>>;
  /** What the button says that runs it again. */
  again?: string | RegExp;
};

/** Console errors of a connection that broke: to be expected by each test that breaks one. */
export const BROKEN = /net::ERR_CONNECTION_RESET/;

/**
 * Break the connection in the middle of an action of the page: it says so, keeps what was typed, and does the action when it is tried
 * again.
 * @param _form the file that runs the action, and the action, as `file.tsx#someAction`: components/form/lost-answer.test.ts looks for one of each
 */
export async function loseAnswer(page: Page, _form: string, { press, kept = {}, again = "Try again" }: Given) {
  const { pathname } = new URL(page.url());
  const isHere = (url: URL) => url.pathname === pathname;
  await page.route(isHere, async (route) => {
    if (route.request().headers()["next-action"] === undefined) await route.fallback();
    else await route.abort("connectionreset");
  });
  await press();
  await expect(page.getByText("The server didn’t respond").filter({ visible: true }).first()).toBeVisible();
  for (const [label, value] of Object.entries(kept)) {
    await expect(page.getByLabel(label, { exact: true }).filter({ visible: true })).toHaveValue(value);
  }
  await page.unroute(isHere);
  await page.getByRole("button", { name: again }).last().click();
}
