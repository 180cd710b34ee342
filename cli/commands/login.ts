import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "../client/answer";
import { Client } from "../client/client";
import { hostOf, isInTheClear } from "../client/host";
import type { Me } from "../client/types";
import type { Context } from "../context";
import { EXIT, Failure, usageFailure } from "../failure";
import { askPerson, hasPerson, readInput } from "../input";
import { openBrowser } from "../output/browser";
import { plain } from "../output/text";
import { hostFrom } from "../settings/account";
import { findProfile, nameFor, profileName, saveProfile, useProfile } from "../settings/profiles";

/** What an instance answers to a login. @see RFC 8628 §3.2 */
type DeviceAuthorization = {
  device_code: string;
  user_code: string;
  verification_uri: string;
  verification_uri_complete?: string;
  expires_in: number;
  interval?: number;
};

export type LoginOptions = { withToken?: boolean; browser?: boolean; scope?: string[] };

const CLIENT_ID = "latchkey-cli";
const GRANT = "urn:ietf:params:oauth:grant-type:device_code";
const DEFAULT_INTERVAL_SECONDS = 5;
const SLOWER_BY_SECONDS = 5;

/** Log in at an instance: by the browser, or with a token from standard input. */
export async function login(context: Context, options: LoginOptions): Promise<void> {
  const { output, chosen } = context;
  const host = await hostToLogInAt(context);
  if (isInTheClear(host)) output.warn(`what is sent to ${host} can be read on the way. Use https://`);
  const secret = options.withToken ? await tokenFromInput() : await secretByDevice(context, host, options);
  const me = await new Client(host, secret).get<Me>("/iam/v3/me/");
  const name = chosen.profile === undefined ? nameOf(host, me) : profileName(chosen.profile);
  saveProfile({ name, host, secret, uuid: me.token.uuid, label: me.token.label, account: me.email });
  useProfile(name);
  if (output.isJson) output.json({ profile: name, host, account: me.email, token: me.token.uuid });
  output.note(`Logged in to ${host} as ${me.email}, with the token “${me.token.label}”.`);
}

/** The instance alone names a login, unless another account has that name already. */
function nameOf(host: string, { email }: Me): string {
  const name = nameFor(host);
  const there = findProfile(name);
  return there === undefined || (there.host === host && there.account === email)
    ? name
    : `${name}-${email.replace(/[^\w.@+-]/g, "-")}`;
}

async function hostToLogInAt({ chosen }: Context): Promise<string> {
  const known = hostFrom(chosen);
  if (known !== undefined) return known;
  if (!hasPerson()) throw usageFailure("Where is the instance?", "Name it: latchkey login --host https://…");
  return hostOf((await askPerson("Address of the instance: ")).trim());
}

async function tokenFromInput(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write("Paste the token, then press Enter and Ctrl-D: ");
  const secret = (await readInput()).trim();
  if (!/^[\x21-\x7e]+$/.test(secret)) throw usageFailure("Standard input holds no token.");
  return secret;
}

async function secretByDevice({ output }: Context, host: string, { browser, scope }: LoginOptions): Promise<string> {
  const client = new Client(host);
  const form = {
    client_id: CLIENT_ID,
    device_name: hostname(),
    ...(scope === undefined ? {} : { scope: scope.join(" ") }),
  };
  const started = await client.ask<DeviceAuthorization>("POST", "/oauth/device_authorization", { form });
  const { user_code, verification_uri, verification_uri_complete = verification_uri } = started;
  if (!isOn(verification_uri, host) || !isOn(verification_uri_complete, host)) {
    output.warn(`${host} sends you to ${verification_uri}, which is another address. Go on only if you expected that.`);
  }
  const minutes = Math.round(started.expires_in / 60);
  // Said in any case: without it nobody can go on.
  process.stderr.write(
    `Your one-time code is ${plain(user_code)}. It works for ${minutes} minutes.\nOpen ${plain(verification_uri)} and compare it there. Allow only this login.\n`,
  );
  if (browser !== false && hasPerson()) openBrowser(verification_uri_complete);
  return await poll(client, started);
}

function isOn(address: string, host: string): boolean {
  return URL.canParse(address) && new URL(address).origin === host;
}

/** Ask until the person has decided. @see RFC 8628 §3.5 */
async function poll(
  client: Client,
  { device_code, expires_in, interval = DEFAULT_INTERVAL_SECONDS }: DeviceAuthorization,
): Promise<string> {
  const until = performance.now() + expires_in * 1000;
  for (let seconds = interval; performance.now() < until; ) {
    await sleep(seconds * 1000);
    try {
      const form = { grant_type: GRANT, client_id: CLIENT_ID, device_code };
      const { access_token } = await client.ask<{ access_token: string }>("POST", "/oauth/token", { form });
      return access_token;
    } catch (error) {
      const code = error instanceof Refusal ? error.problem?.code : undefined;
      if (code === "slow_down") seconds += SLOWER_BY_SECONDS;
      else if (code === "access_denied") throw new Failure(EXIT.refused, "The login was refused in the browser.");
      else if (code === "expired_token") break;
      // A network that is away for a moment is asked again: the code is still good.
      else if (code !== "authorization_pending" && (error instanceof Refusal || !(error instanceof Failure)))
        throw error;
    }
  }
  throw new Failure(EXIT.authentication, "The code has expired.", ["Begin again: latchkey login"]);
}
