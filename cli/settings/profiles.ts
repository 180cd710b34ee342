import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { recordOf } from "../client/answer";
import { EXIT, Failure, usageFailure } from "../failure";
import { settingsFolder } from "./folder";
import { type PrivateFile, readPrivateFile, writePrivateFiles } from "./private-file";

/** A login: one account at one instance. Each has a file of its own, so that two that are written at once do not meet. */
export type Profile = {
  name: string;
  /** The instance's origin. */
  host: string;
  secret: string;
  /** A newer one that waits for its first use: until then the other one stays. */
  pending?: string | undefined;
  /** Of the token. */
  uuid: string;
  label: string;
  /** Whose it is, as `whoami` said it. */
  account: string;
  /** The token was created elsewhere, and given to this client. */
  isGiven: boolean;
};

const FORMAT_VERSION = 1;
const NAME = /^[\w.@+-]{1,100}$/;

export function profileName(typed: string): string {
  if (!NAME.test(typed) || typed.startsWith(".")) {
    throw usageFailure(`“${typed}” is not a valid profile name.`, "Use letters, digits and . _ @ + -");
  }
  return typed;
}

/** What a login is called that nobody has named: by the instance. */
export function nameFor(host: string): string {
  return new URL(host).host.replace(/[^\w.-]/g, "-");
}

export function findProfile(name: string): Profile | undefined {
  const text = readPrivateFile(fileOf(name));
  return text === undefined ? undefined : parseProfile(name, text);
}

export function saveProfile(profile: Profile): void {
  writePrivateFiles(savedOf(profile));
}

/** Save a login, and use it from then on where none is named: both, or neither. */
export function saveAndUse(profile: Profile): void {
  writePrivateFiles(savedOf(profile), { file: currentFile(), text: `${profile.name}\n` });
}

function savedOf({ name, ...fields }: Profile): PrivateFile {
  return { file: fileOf(name), text: `${JSON.stringify({ version: FORMAT_VERSION, ...fields }, null, 2)}\n` };
}

export function removeProfile(name: string): void {
  rmSync(fileOf(name), { force: true });
}

export function profileNames(): string[] {
  try {
    const names = readdirSync(path.join(settingsFolder(), "profiles"));
    return names
      .filter((name) => name.endsWith(".json"))
      .map((name) => name.slice(0, -".json".length))
      .sort();
  } catch {
    return [];
  }
}

/** The profile that is used where none is named. */
export function currentProfileName(): string | undefined {
  const name = readPrivateFile(currentFile())?.trim();
  return name === undefined || name === "" ? undefined : name;
}

function currentFile(): string {
  return path.join(settingsFolder(), "current");
}

function fileOf(name: string): string {
  return path.join(settingsFolder(), "profiles", `${profileName(name)}.json`);
}

function parseProfile(name: string, text: string): Profile {
  let fields: Record<string, unknown>;
  try {
    fields = recordOf(JSON.parse(text));
  } catch {
    fields = {};
  }
  const { version, host, secret, pending, uuid, label, account, isGiven } = fields;
  if (typeof version === "number" && version > FORMAT_VERSION) {
    throw new Failure(EXIT.refused, `${fileOf(name)} was written by a newer version of latchkey.`, [
      "Install that version, or log in again with another name: latchkey login --profile NAME",
    ]);
  }
  if (typeof host !== "string" || typeof secret !== "string") {
    throw new Failure(EXIT.refused, `${fileOf(name)} is not a valid profile.`, [
      `Remove it, and log in again: rm '${fileOf(name)}'`,
    ]);
  }
  const textOr = (value: unknown) => (typeof value === "string" ? value : "");
  return {
    name,
    host,
    secret,
    ...(typeof pending === "string" ? { pending } : {}),
    uuid: textOr(uuid),
    label: textOr(label),
    account: textOr(account),
    isGiven: isGiven === true,
  };
}
