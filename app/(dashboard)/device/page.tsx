import type { Metadata } from "next";
import { dialogSettings } from "@/components/access-token/dialog-settings";
import { TokenDialogs } from "@/components/access-token/dialogs/token-dialogs";
import { db } from "@/db/database";
import { findReachedLimit } from "@/lib/access-token/active-limit";
import { parseUserCode, shownUserCode } from "@/lib/device-login/code";
import { env } from "@/lib/env";
import { requireSession } from "@/lib/session/require-session";
import { DeviceLogin } from "./device-login";

export const metadata: Metadata = { title: "Command line login" };

type Query = Promise<Record<string, string | string[] | undefined>>;

/** Allow a command line login. A code in the address is filled in, and nothing more: its person still compares it, and decides. */
export default async function DevicePage({ searchParams }: { searchParams: Query }) {
  const principal = await requireSession();
  const { user_code: asked } = await searchParams;
  const given = typeof asked === "string" ? parseUserCode(asked) : undefined;
  const reachedLimit = await findReachedLimit(db, { user_id: principal.user.id, organisation_id: null });
  return (
    <TokenDialogs settings={dialogSettings(principal)}>
      <DeviceLogin
        given={given === undefined ? undefined : shownUserCode(given)}
        account={principal.user.email}
        brandName={env().BRAND_NAME}
        reachedLimit={reachedLimit}
      />
    </TokenDialogs>
  );
}
