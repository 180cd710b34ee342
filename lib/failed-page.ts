/** What a page says that failed, in the browser and where no script runs. */
export const FAILED_TITLE = "This page could not be shown";
export const FAILED_TEXT =
  "Something failed on our side, and it has been written to the server’s log. What was saved before is still as it was.";
