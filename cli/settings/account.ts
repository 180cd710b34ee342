import { Client, type StartBar } from "../client/client";
import { hostOf } from "../client/host";
import { EXIT, Failure, usageFailure } from "../failure";
import { currentProfileName, findProfile, type Profile, profileNames } from "./profiles";
import { settle } from "./settle";

/** Where to ask, and as whom. The profile is undefined where the secret came from the environment. */
export type Account = { host: string; secret: string; profile: Profile | undefined };

export type Chosen = { host?: string; profile?: string };

/**
 * Whose token a command uses: the named profile, else `LATCHKEY_TOKEN` with `LATCHKEY_HOST` unless another host is named, else the login
 * at the named host, else the current one.
 */
export function accountOf(chosen: Chosen, env: NodeJS.ProcessEnv = process.env): Account {
  const chosenHost = chosen.host === undefined ? undefined : hostOf(chosen.host);
  if (chosen.profile !== undefined) {
    const profile = required(chosen.profile);
    if (chosenHost === undefined || chosenHost === profile.host) return ofProfile(profile);
    throw usageFailure(`The profile “${profile.name}” is for ${profile.host}, not ${chosenHost}.`);
  }
  const { LATCHKEY_TOKEN: secret, LATCHKEY_HOST } = env;
  const itsHost = LATCHKEY_HOST ? hostOf(LATCHKEY_HOST) : undefined;
  const host = chosenHost ?? itsHost;
  if (secret && host !== undefined && itsHost !== undefined && host !== itsHost) return insteadOfToken(host, itsHost);
  if (secret) {
    if (host === undefined) {
      throw usageFailure(
        "LATCHKEY_TOKEN is set without LATCHKEY_HOST.",
        "Set LATCHKEY_HOST to the URL of the instance.",
      );
    }
    // It would be a header of its own.
    if (!/^[\x21-\x7e]+$/.test(secret))
      throw usageFailure("LATCHKEY_TOKEN has characters that no token has, such as a line break.");
    return { host, secret, profile: undefined };
  }
  return ofProfile(host === undefined ? current() : loginAt(host));
}

/** A token is sent to the instance that it is of, and to no other. */
function insteadOfToken(host: string, itsHost: string): Account {
  const profile = findLoginAt(host);
  if (profile !== undefined) return ofProfile(profile);
  throw usageFailure(
    `LATCHKEY_TOKEN is for ${itsHost} (LATCHKEY_HOST) and is not sent to ${host}.`,
    `Log in there: latchkey login --host ${host}`,
  );
}

export function clientOf({ host, secret, profile }: Account, startBar?: StartBar): Client {
  if (profile?.pending === undefined) return new Client(host, secret, startBar);
  let settled: Promise<string> | undefined;
  return new Client(
    host,
    () => {
      settled ??= settle(profile);
      return settled;
    },
    startBar,
  );
}

/** The host that is meant where nothing is asked of it as anybody. */
export function hostFrom({ host, profile }: Chosen, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const typed = host ?? env.LATCHKEY_HOST;
  if (typed) return hostOf(typed);
  const name = profile ?? currentProfileName();
  return name === undefined ? undefined : findProfile(name)?.host;
}

export function ofProfile(profile: Profile): Account {
  return { host: profile.host, secret: profile.secret, profile };
}

function required(name: string): Profile {
  const profile = findProfile(name);
  if (profile !== undefined) return profile;
  throw new Failure(EXIT.authentication, `The profile “${name}” does not exist.`, [
    ...otherNames(),
    `Log in with that name: latchkey login --profile ${name}`,
  ]);
}

function current(): Profile {
  const name = currentProfileName();
  const profile = name === undefined ? undefined : findProfile(name);
  if (profile !== undefined) return profile;
  throw new Failure(EXIT.authentication, "You are not logged in.", [
    ...otherNames(),
    "Log in: latchkey login --host https://…",
    "In CI, set LATCHKEY_TOKEN and LATCHKEY_HOST.",
  ]);
}

function findLoginAt(host: string): Profile | undefined {
  const name = currentProfileName();
  let unreadable: unknown;
  for (const each of [...(name === undefined ? [] : [name]), ...profileNames()]) {
    try {
      const profile = findProfile(each);
      if (profile?.host === host) return profile;
    } catch (error) {
      // It may be of another instance: that matters where there is no other login.
      unreadable ??= error;
    }
  }
  if (unreadable !== undefined) throw unreadable;
  return undefined;
}

function loginAt(host: string): Profile {
  const found = findLoginAt(host);
  if (found !== undefined) return found;
  throw new Failure(EXIT.authentication, `You are not logged in to ${host}.`, [
    `Log in: latchkey login --host ${host}`,
  ]);
}

function otherNames(): string[] {
  const names = profileNames();
  return names.length === 0 ? [] : [`Profiles: ${names.join(", ")} (--profile NAME).`];
}
