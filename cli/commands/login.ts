import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { parseSecret } from "@/lib/access-token/secret/secret";
import { isPassing, Refusal } from "../client/answer";
import { Client } from "../client/client";
import { hostOf, isInTheClear } from "../client/host";
import type { Me, Token } from "../client/types";
import type { Context } from "../context";
import { EXIT, Failure, usageFailure } from "../failure";
import { askHidden, askPerson, hasPerson, readInput } from "../input";
import { openBrowser } from "../output/browser";
import { complain } from "../output/output";
import { plain } from "../output/text";
import { clientOf, hostFrom, ofProfile } from "../settings/account";
import { findProfile, nameFor, type Profile, profileName, saveAndUse } from "../settings/profiles";
import { revoked } from "./token/unstored";

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
  const named = chosen.profile === undefined ? undefined : profileName(chosen.profile);
  // A file that cannot be replaced is told before there is a token.
  findProfile(named ?? nameFor(host));
  if (isInTheClear(host)) output.warn(`what is sent to ${host} can be read on the way. Use https://`);
  const secret = options.withToken ? await tokenFromInput() : await secretByDevice(host, options);
  const client = new Client(host, secret);
  const me = options.withToken ? await client.get<Me>("/iam/v3/me/") : await whoseNew(client);
  const name = named ?? nameOf(host, me);
  const { uuid, label } = me.token;
  const profile = { name, host, secret, uuid, label, account: me.email, isGiven: options.withToken === true };
  const former = await keep(client, profile);
  const called = name === nameFor(host) ? "" : ` This login is called “${name}”.`;
  output.note(`Logged in to ${host} as ${me.email}, with the token “${label}”.${called}`);
  if (former !== undefined) await endFormer(context, former);
  if (output.isJson) output.json(await client.get<Token>("/iam/v3/access-tokens/self/"));
}

async function whoseNew(client: Client): Promise<Me> {
  try {
    return await client.get<Me>("/iam/v3/me/");
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.exitCode, error.message, [
      ...error.hints,
      `The token “${hostname()}” was created, and nobody has its secret. Revoke it in your list of access tokens, then log in again.`,
    ]);
  }
}

/** Save a login. Where that cannot be, a token that was made for it is revoked again. @returns the login that it takes the place of */
async function keep(client: Client, profile: Profile): Promise<Profile | undefined> {
  try {
    const former = findProfile(profile.name);
    saveAndUse(profile);
    return former?.host === profile.host && former.account === profile.account && former.uuid !== profile.uuid
      ? former
      : undefined;
  } catch (error) {
    if (!(error instanceof Failure) || profile.isGiven) throw error;
    throw new Failure(error.exitCode, error.message, [...error.hints, await revoked(client, profile)]);
  }
}

/** The token of a login that another one has replaced: nobody else has it. */
async function endFormer({ output }: Context, former: Profile): Promise<void> {
  const { secret, label, isGiven } = former;
  const parsed = parseSecret(secret);
  if (isGiven || parsed.status !== "well_formed" || parsed.kind !== "cli") return;
  try {
    await clientOf(ofProfile(former)).ask("DELETE", "/iam/v3/access-tokens/self/");
    output.note(`The token of the previous login, “${label}”, was revoked.`);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.exitCode !== EXIT.authentication)
      output.warn(`the token of the previous login, “${label}”, was not revoked: ${error.message}`);
  }
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
  if (!hasPerson()) throw usageFailure("Which instance?", "Name it: latchkey login --host https://…");
  return hostOf((await askPerson("URL of the instance: ")).trim());
}

async function tokenFromInput(): Promise<string> {
  const typed = process.stdin.isTTY ? await askHidden("Paste the token, then press Enter: ") : await readInput();
  const secret = typed.trim();
  if (!/^[\x21-\x7e]+$/.test(secret)) throw usageFailure("Standard input has no token.");
  return secret;
}

async function secretByDevice(host: string, { browser, scope }: LoginOptions): Promise<string> {
  const client = new Client(host);
  const form = {
    client_id: CLIENT_ID,
    device_name: hostname(),
    ...(scope === undefined ? {} : { scope: scope.join(" ") }),
  };
  const started = await client.ask<DeviceAuthorization>("POST", "/oauth/device_authorization", { form });
  const { user_code, verification_uri, verification_uri_complete = verification_uri } = started;
  refuseElsewhere(host, verification_uri, verification_uri_complete);
  const minutes = Math.round(started.expires_in / 60);
  // Said in any case: without it nobody can go on.
  complain(
    `Your one-time code is ${plain(user_code)}. It works for ${minutes} minutes.\nOpen ${plain(verification_uri)} and compare it there. Allow only this login.\n`,
  );
  if (browser !== false && hasPerson()) openBrowser(verification_uri_complete);
  return await poll(client, started);
}

/** What stands before an instance under another name would get the token that somebody allows there. */
function refuseElsewhere(host: string, ...addresses: string[]): void {
  const elsewhere = addresses.find((address) => !URL.canParse(address) || new URL(address).origin !== host);
  if (elsewhere === undefined) return;
  const shown = plain(elsewhere);
  throw new Failure(
    EXIT.refused,
    `${host} sends you to another URL to allow this login: ${shown}`,
    URL.canParse(elsewhere)
      ? [`If you trust it, log in there: latchkey login --host ${new URL(elsewhere).origin}`]
      : [],
  );
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
      else if (code === "access_denied")
        throw new Failure(EXIT.refused, "The login was denied, or you signed out before the terminal could fetch it.");
      else if (code === "expired_token") break;
      // An instance that is away for a moment is asked again: the code is still good.
      else if (code !== "authorization_pending" && !isPassing(error)) throw error;
    }
  }
  throw new Failure(EXIT.authentication, "The code has expired.", ["Start again: latchkey login"]);
}
