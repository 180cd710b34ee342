import { headers } from "next/headers";

/**
 * Whether a whole document is asked for: it waits for its rows, which are then there with the first paint. A navigation inside
 * the dashboard shows the skeleton at once instead. Both give the browser the same tree, so that nothing is mounted twice.
 */
export async function isDocument(): Promise<boolean> {
  return (await headers()).get("sec-fetch-dest") !== "empty";
}
