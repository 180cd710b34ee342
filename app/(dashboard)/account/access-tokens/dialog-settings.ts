import { env } from "@/lib/env";
import type { DialogSettings } from "./dialogs/token-dialogs";

/** What the dialogs show of the instance's settings. */
export function dialogSettings(): DialogSettings {
  const { APP_URL, BRAND_NAME, OIDC_NAME } = env();
  return { appUrl: APP_URL, brandName: BRAND_NAME, oidcName: OIDC_NAME };
}
