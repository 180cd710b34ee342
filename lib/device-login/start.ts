import { insertDeviceLogin } from "@/db/account/device-login";
import type { Db } from "@/db/database";
import { canonicalScopes, PERSONAL_SCOPES } from "@/lib/authorization/scope";
import type { Client } from "@/lib/client";
import { newCode } from "@/lib/one-time-code/code";
import { newUserCode, userCodeDigest } from "./code";
import { inTurn } from "./in-turn";

/** How long a login can be decided about, and its token be taken. */
export const LIFE_SECONDS = 15 * 60;
/** How long a client waits between two requests for the token. @see RFC 8628 §3.2 */
export const INTERVAL_SECONDS = 5;

export type StartedLogin =
  /** `deviceCode` is for the client alone, `userCode` for its person. Both are here and nowhere else. */
  { status: "started"; deviceCode: string; userCode: string } | { status: "invalid_scope"; scope: string };

/**
 * Begin the login of a device: a person who has the user code can decide about it for a quarter of an hour.
 * @param asked `scope` as the client sent it
 * @throws Busy
 */
export async function startLogin(
  db: Db,
  asked: { scope?: string | undefined; device_name?: string | undefined },
  { address, userAgent }: Pick<Client, "address" | "userAgent">,
): Promise<StartedLogin> {
  const scopes = asked.scope?.split(" ").filter((scope) => scope !== "") ?? [];
  const unknown = scopes.find((scope) => !PERSONAL_SCOPES.includes(scope));
  if (unknown !== undefined) return { status: "invalid_scope", scope: unknown };
  const { code: deviceCode, digest } = newCode();
  for (;;) {
    const userCode = newUserCode();
    const login = {
      device_digest: digest,
      user_code_digest: userCodeDigest(userCode),
      device_name: asked.device_name ?? "",
      scopes: scopes.length === 0 ? null : canonicalScopes(scopes),
      address,
      user_agent: userAgent,
      interval_seconds: INTERVAL_SECONDS,
      lifeSeconds: LIFE_SECONDS,
    };
    const isNew = await inTurn(() => insertDeviceLogin(db, login));
    if (isNew) return { status: "started", deviceCode, userCode };
  }
}
