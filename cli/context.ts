import type { Command } from "commander";
import type { Client } from "./client/client";
import { Output } from "./output/output";
import { Progress } from "./output/progress";
import { type Account, accountOf, type Chosen, clientOf } from "./settings/account";

/** What every command has: how it answers, and on demand whom it asks. */
export type Context = {
  output: Output;
  chosen: Chosen;
  account: Account;
  client: Client;
  now: Date;
};

type Globals = Chosen & { json?: boolean; quiet?: boolean };

/** The context of a command. Its account is looked up when it is asked for: `login` has none yet. */
export function contextOf(command: Command): Context {
  const { host, profile, json, quiet } = command.optsWithGlobals<Globals>();
  const output = new Output({ ...(json === undefined ? {} : { json }), ...(quiet === undefined ? {} : { quiet }) });
  const chosen = { ...(host === undefined ? {} : { host }), ...(profile === undefined ? {} : { profile }) };
  let account: Account | undefined;
  let client: Client | undefined;
  return {
    output,
    chosen,
    get account() {
      account ??= accountOf(chosen);
      return account;
    },
    get client() {
      client ??= clientOf(this.account, (subject, all) => new Progress(output, subject, all));
      return client;
    },
    now: new Date(),
  };
}
