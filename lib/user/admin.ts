import type { Writable } from "node:stream";
import { hasUser } from "@/db/account/user";
import type { Db } from "@/db/database";
import { createTokenByOperator } from "@/lib/access-token/operator/create-token";
import { expiresAtOf } from "@/lib/access-token/operator/expiration";
import type { EndedBeforeProof } from "@/lib/address-proof/end-before-proof";
import { env } from "@/lib/env";
import { passwordInput } from "@/lib/password/input";
import { createFirstAccount, firstAccountInput } from "@/lib/setup/create-first-account";
import { type AdminCommand, type AdminOptions, parseAdminArguments, USAGE } from "./admin-arguments";
import { createUser, createUserInput } from "./create";
import { deactivate } from "./deactivate";
import { reactivate } from "./reactivate";
import { NoPassword, readPassword } from "./read-password";
import { resetPassword } from "./reset-password";

// Done at the machine itself: no request, no address.
const OPERATOR = { address: null, userAgent: "npm run admin", requestId: "" };

/** What the operator did wrong, in one sentence. */
class Refusal extends Error {}

/**
 * Run one verb of `npm run admin`. It says on `stdout` what it did, on `stderr` what was wrong.
 * @param argv without node and the script: `["user:create", "ada@example.com"]`
 * @returns the exit code: 0 done, 1 refused, 2 not understood
 */
export async function runAdmin(
  db: Db,
  argv: readonly string[],
  stdin: NodeJS.ReadableStream,
  stdout: Writable,
  stderr: Writable = process.stderr,
): Promise<number> {
  const command = parseAdminArguments(argv);
  if (command === "help") return say(stdout, USAGE, 0);
  if ("mistake" in command) return say(stderr, `${command.mistake}\n\n${USAGE}`, 2);
  try {
    return say(stdout, `${await run(db, command, () => readPassword(stdin, stdout))}\n`, 0);
  } catch (error) {
    if (error instanceof Refusal || error instanceof NoPassword) return say(stderr, `${error.message}\n`, 1);
    throw error;
  }
}

async function run(db: Db, command: AdminCommand, askPassword: () => Promise<string>): Promise<string> {
  if (command.verb === "token:create") return await createToken(db, command);
  const { email } = command;
  switch (command.verb) {
    case "user:create":
      return await create(db, email, command.options, askPassword);
    case "user:password": {
      const password = acceptable(await askPassword(), email);
      const result = await resetPassword(db, email, password, OPERATOR);
      if (result.status === "not_found") throw new Refusal(`The account ${email} does not exist.`);
      const changed = `The password of ${email} was changed; ${ended(result.endedSessions)}`;
      return result.ended === undefined ? changed : `${changed} ${firstProof(result.ended)}`;
    }
    case "user:deactivate": {
      const result = await deactivate(db, email, OPERATOR);
      if (result.status === "not_found") throw new Refusal(`The account ${email} does not exist.`);
      if (result.status === "deactivated_already") return `${email} is already deactivated. Nothing was changed.`;
      return `${email} is deactivated: its access tokens are denied from now on, and ${ended(result.endedSessions)}`;
    }
    case "user:reactivate": {
      const result = await reactivate(db, email, OPERATOR);
      if (result.status === "not_found") throw new Refusal(`The account ${email} does not exist.`);
      if (result.status === "not_deactivated") return `${email} is not deactivated. Nothing was changed.`;
      return `${email} is active again: it can sign in, and its access tokens that were not revoked work again.`;
    }
  }
}

/** @returns the secret, which is all that is printed: the command stands in a shell's `$(…)`. */
async function createToken(db: Db, command: Extract<AdminCommand, { verb: "token:create" }>): Promise<string> {
  const { organisation, label, scopes } = command;
  const expiresAt = expiresAtOf(command.expires, new Date());
  const result = await createTokenByOperator(db, { organisation, label, scopes, expiresAt }, OPERATOR);
  switch (result.status) {
    case "created":
      return result.secret;
    case "organisation_not_found":
      throw new Refusal(`The organisation "${organisation}" does not exist: use its slug. Nothing was created.`);
    case "invalid":
      throw new Refusal(`${result.sentence} Nothing was created.`);
    case "limit_reached":
      throw new Refusal(
        `The organisation has ${result.limit} active tokens, which is the maximum. Nothing was created.`,
      );
  }
}

async function create(
  db: Db,
  email: string,
  options: AdminOptions,
  askPassword: () => Promise<string>,
): Promise<string> {
  if (!(await hasUser(db))) return await createFirst(db, email, options, askPassword);
  const password = acceptable(await askPassword(), email);
  const input = createUserInput.safeParse({ email, password, ...options });
  if (!input.success) throw new Refusal(input.error.issues[0]?.message ?? "This account can't be created.");
  const { membership } = options;
  const result = await createUser(db, input.data, membership, OPERATOR);
  if (result.status === "email_taken") throw new Refusal(`The account ${email} already exists.`);
  if (result.status === "organisation_not_found") {
    throw new Refusal(`The organisation "${membership?.organisation}" does not exist. Nothing was created.`);
  }
  return `${email} was created${membership ? `, ${membership.role} of ${membership.organisation}` : ""}.`;
}

// The first account owns the platform's organisation, however it is made: afterwards /setup is closed.
async function createFirst(
  db: Db,
  email: string,
  options: AdminOptions,
  askPassword: () => Promise<string>,
): Promise<string> {
  if (options.membership !== undefined) {
    throw new Refusal(
      "There is no organisation yet: the first account is created with the platform's organisation, as its owner.",
    );
  }
  const { BRAND_NAME } = env();
  const password = acceptable(await askPassword(), email);
  const input = firstAccountInput(BRAND_NAME).safeParse({
    email,
    password,
    organisation: BRAND_NAME,
    ...options,
  });
  if (!input.success) throw new Refusal(input.error.issues[0]?.message ?? "This account can't be created.");
  const result = await createFirstAccount(db, input.data, { by: "operator" }, OPERATOR);
  if (result.status !== "created") throw new Refusal("Someone else has just created the first account. Try again.");
  return `${email} was created, the first account and owner of the platform's organisation "${BRAND_NAME}".`;
}

function acceptable(password: string, email: string): string {
  const parsed = passwordInput([email, env().BRAND_NAME]).safeParse(password);
  if (!parsed.success) throw new Refusal(`This password can't be used. ${parsed.error.issues[0]?.message}`);
  return parsed.data;
}

function ended(sessions: number): string {
  return `${sessions === 1 ? "1 session" : `${sessions} sessions`} ended.`;
}

function firstProof({ tokens, identities, organisationTokens }: EndedBeforeProof): string {
  const revoked = tokens === 1 ? "1 access token was revoked" : `${tokens} access tokens were revoked`;
  const disconnected = identities === 1 ? "1 identity was" : `${identities} identities were`;
  const ofOrganisations =
    organisationTokens === 0
      ? ""
      : ` It had secrets of ${organisationTokens === 1 ? "1 token" : `${organisationTokens} tokens`} of organisations, which ended too. Their owners were notified.`;
  return `Nobody had confirmed this address before: ${revoked}, and ${disconnected} disconnected.${ofOrganisations} It is confirmed now.`;
}

function say(output: Writable, text: string, code: number): number {
  output.write(text);
  return code;
}
