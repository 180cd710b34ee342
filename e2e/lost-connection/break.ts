import { expect, type Locator, type Page } from "playwright/test";

/** One form, dialog or button, whose connection breaks in the middle. */
export type Broken = {
  /**
   * The file that runs the action, and the action: `components/organisation/create-dialog.tsx#createOrganisationAction`. One of each is
   * needed, says components/form/lost-connection.test.ts.
   */
  form: string;
  /** The button that opens its dialog, or what else does. Without it the form stands in the page. */
  open?: string | RegExp | ((page: Page) => Promise<void>);
  /** What is typed or chosen, by label. It must still be there afterwards. */
  fill?: Readonly<Record<string, string>>;
  /** The button that sends it, or what else does. */
  press: string | RegExp | ((page: Page) => Promise<void>);
  /** What the button says that runs it again. */
  again?: string;
  /** What the page says once it is done, or what else shows it. */
  done: string | RegExp | ((page: Page) => Promise<void>);
};

/** The console's errors of a connection that broke: to be expected by each test that breaks one. */
export const CONNECTION_BROKE = /net::ERR_CONNECTION_RESET/;

/** Break the connection of each in turn: it says so, keeps what was typed, and does it when it is tried again. */
export async function breakEach(page: Page, forms: readonly Broken[]): Promise<void> {
  for (const form of forms) await breakOne(page, form);
}

export async function breakOne(page: Page, { form, open, fill = {}, press, again = "Try again", done }: Broken) {
  if (typeof open === "function") await open(page);
  else if (open !== undefined) await buttonIn(page, open).click();
  const where = open === undefined ? page : page.getByRole("dialog").or(page.getByRole("alertdialog"));
  const typed: [Locator, string][] = [];
  for (const [label, value] of Object.entries(fill)) typed.push(await enter(where, label, value));

  const mend = await breakActions(page);
  await (typeof press === "function" ? press(page) : buttonIn(where, press).click());
  const said = page.getByText("The server didn’t respond").filter({ visible: true });
  await expect(said.first(), `${form} says that no answer came`).toBeVisible();
  for (const [control, value] of typed) await expect(control, `${form} keeps what was typed`).toHaveValue(value);
  await mend();

  await page.getByRole("button", { name: again }).last().click();
  if (typeof done === "function") await done(page);
  else await expect(page.getByText(done).filter({ visible: true }).first(), `${form} is done`).toBeVisible();
}

/** Let every server action of this page fail. @returns takes it back */
async function breakActions(page: Page): Promise<() => Promise<void>> {
  const { pathname } = new URL(page.url());
  const isHere = (url: URL) => url.pathname === pathname;
  await page.route(isHere, async (route) => {
    if (route.request().headers()["next-action"] === undefined) await route.fallback();
    else await route.abort("connectionreset");
  });
  return () => page.unroute(isHere);
}

function buttonIn(where: Page | Locator, name: string | RegExp): Locator {
  return where.getByRole("button", { name, exact: true }).first();
}

async function enter(where: Page | Locator, label: string, value: string): Promise<[Locator, string]> {
  const control = where.getByLabel(label, { exact: true }).filter({ visible: true });
  const isSelect = await control.evaluate((element) => element instanceof HTMLSelectElement);
  await (isSelect ? control.selectOption(value) : control.fill(value));
  return [control, await control.inputValue()];
}
