/** What a page says that failed, in the browser and where no script runs. */
export const FAILED_TITLE = "Something went wrong";
export const FAILED_TEXT =
  "This page failed on our side, and the error was logged. Everything you saved before is unchanged.";
