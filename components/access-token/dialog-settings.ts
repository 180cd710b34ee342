import type { DialogSettings } from "@/components/access-token/dialogs/dialog-context";
import { networkOfClient } from "@/lib/access-token/form/networks";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { env } from "@/lib/env";

/** What the dialogs show of the instance's settings, and of where the person is. */
export function dialogSettings({ client }: SessionPrincipal): DialogSettings {
  const { APP_URL, BRAND_NAME, OIDC_NAME } = env();
  return { appUrl: APP_URL, brandName: BRAND_NAME, oidcName: OIDC_NAME, ownNetwork: networkOfClient(client.address) };
}
