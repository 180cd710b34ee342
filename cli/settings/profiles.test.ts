import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { accountOf } from "./account";
import { settingsFolder } from "./folder";
import { findProfile, nameFor, type Profile, profileNames, removeProfile, saveAndUse, saveProfile } from "./profiles";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "latchkey-settings-"));
  vi.stubEnv("XDG_CONFIG_HOME", folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const profile = (given: Partial<Profile> = {}): Profile => ({
  name: "work",
  host: "https://tokens.example.com",
  secret: "lk_cli_x",
  uuid: "019a5c1e-7d20-7c41-9b6e-2f4d8a10c5e3",
  label: "laptop",
  account: "ada@agency.example",
  isGiven: false,
  ...given,
});
const fileOf = (name: string) => path.join(folder, "latchkey", "profiles", `${name}.json`);

describe("a profile", () => {
  test("is read as it was saved, in a file and a folder that nobody else may read", () => {
    saveProfile(profile());
    expect(findProfile("work")).toEqual(profile());
    expect(statSync(fileOf("work")).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(fileOf("work"))).mode & 0o777).toBe(0o700);
    removeProfile("work");
    expect(findProfile("work")).toBeUndefined();
  });

  test("leaves nothing unfinished behind, and is as it was when it cannot be written", () => {
    saveProfile(profile());
    expect(readdirSync(path.dirname(fileOf("work")))).toEqual(["work.json"]);
    expect(() => saveProfile(profile({ name: `${"x".repeat(50)}/..` }))).toThrow(
      expect.objectContaining({ exitCode: 2 }),
    );
    expect(profileNames()).toEqual(["work"]);
  });

  test("that others can read is refused, with the command that mends it", () => {
    saveProfile(profile());
    chmodSync(fileOf("work"), 0o644);
    expect(() => findProfile("work")).toThrow(
      expect.objectContaining({ exitCode: 1, hints: [`Fix it: chmod 600 '${fileOf("work")}'`] }),
    );
  });

  test.each([
    ["{", "is not a valid profile"],
    ["[]", "is not a valid profile"],
    ['{"version":2,"host":"https://a.example","secret":"x"}', "was written by a newer version"],
  ])("of the text %s is refused with a sentence", (text, sentence) => {
    saveProfile(profile());
    writeFileSync(fileOf("work"), text);
    expect(() => findProfile("work")).toThrow(sentence);
  });

  test.each(["", "..", "a/b", ".hidden", "a b", "ü"])("is never called “%s”", (name) => {
    expect(() => findProfile(name)).toThrow("is not a valid profile name");
  });
});

describe("accountOf", () => {
  beforeEach(() => {
    saveProfile(profile({ name: "other", host: "https://other.example", secret: "lk_cli_other" }));
    saveAndUse(profile());
  });
  const secretOf = (chosen: Parameters<typeof accountOf>[0], env: Record<string, string> = {}) =>
    accountOf(chosen, { NODE_ENV: "test", ...env }).secret;
  const ENVIRONMENT = { LATCHKEY_TOKEN: "lk_pat_env", LATCHKEY_HOST: "https://ci.example" };

  test("is the current profile, the one at the host, the environment's, or the one that is named: the later go first", () => {
    expect(secretOf({})).toBe("lk_cli_x");
    expect(secretOf({ host: "other.example" })).toBe("lk_cli_other");
    expect(secretOf({}, { LATCHKEY_HOST: "other.example" })).toBe("lk_cli_other");
    expect(secretOf({}, ENVIRONMENT)).toBe("lk_pat_env");
    expect(secretOf({ profile: "other" }, ENVIRONMENT)).toBe("lk_cli_other");
  });

  test("is the login at a host, whatever there is of others that cannot be read", () => {
    writeFileSync(fileOf("newer"), '{"version":2}', { mode: 0o600 });
    chmodSync(fileOf("work"), 0o644);
    expect(secretOf({ host: "other.example" })).toBe("lk_cli_other");
    expect(() => secretOf({ host: "tokens.example.com" })).toThrow(`Others can read ${fileOf("work")}`);
  });

  test("never sends a token to an instance that was not named for it", () => {
    expect(() => secretOf({}, { LATCHKEY_TOKEN: "lk_pat_env" })).toThrow("LATCHKEY_TOKEN is set without LATCHKEY_HOST");
    expect(() => secretOf({ host: "unknown.example" })).toThrow("not logged in to https://unknown.example");
    const elsewhere = { ...ENVIRONMENT, LATCHKEY_HOST: "https://prod.example" };
    expect(() => secretOf({ host: "unknown.example" }, elsewhere)).toThrow("is not sent to https://unknown.example");
    expect(secretOf({ host: "other.example" }, elsewhere)).toBe("lk_cli_other");
    expect(secretOf({ host: "https://prod.example" }, elsewhere)).toBe("lk_pat_env");
    expect(() => secretOf({ profile: "work", host: "other.example" })).toThrow("not https://other.example");
    expect(secretOf({ profile: "other", host: "other.example" })).toBe("lk_cli_other");
    expect(() => secretOf({}, { ...ENVIRONMENT, LATCHKEY_TOKEN: "a\nb" })).toThrow(
      expect.objectContaining({ exitCode: 2 }),
    );
  });
});

test("settings are where each platform has them", () => {
  const env = (given: Record<string, string>) => ({ NODE_ENV: "test" as const, ...given });
  expect(settingsFolder(env({ XDG_CONFIG_HOME: "/x" }), "linux")).toBe("/x/latchkey");
  expect(settingsFolder(env({ XDG_CONFIG_HOME: "relative" }), "linux")).toMatch(/\/\.config\/latchkey$/);
  expect(settingsFolder(env({}), "darwin")).toMatch(/Library\/Application Support\/latchkey$/);
  expect(nameFor("https://tokens.example.com:8443")).toBe("tokens.example.com-8443");
});
