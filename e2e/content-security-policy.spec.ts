import { expect, test } from "./fixtures";

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
