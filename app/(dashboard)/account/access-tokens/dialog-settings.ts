import { networkOfClient } from "@/lib/access-token-form/networks";
import { env } from "@/lib/env";
import type { SessionPrincipal } from "@/lib/principal";
import type { DialogSettings } from "./dialogs/token-dialogs";

/** What the dialogs show of the instance's settings, and of where the person is. */
export function dialogSettings({ client }: SessionPrincipal): DialogSettings {
  const { APP_URL, BRAND_NAME, OIDC_NAME } = env();
  return { appUrl: APP_URL, brandName: BRAND_NAME, oidcName: OIDC_NAME, ownNetwork: networkOfClient(client.address) };
}
