import { parseArgs } from "node:util";
import { type OperatorExpiration, parseExpiration } from "@/lib/access-token/operator/expiration";
import type { Role } from "@/lib/authorization/principal";
import { isTimezone } from "@/lib/time/zone";
import { emailInput } from "./input";

export const USAGE = `Usage: npm run admin -- COMMAND [E-MAIL] [OPTIONS]

  user:create E-MAIL      create an account
      --first-name NAME   --last-name NAME   --timezone ZONE (such as Europe/Zurich; default UTC)
      --organisation SLUG --role owner|admin|member|guest   also make it a member (default role: member)
  user:password E-MAIL    set a new password and end the account's sessions; if nobody has confirmed its
                          address yet, also revoke its access tokens and mark the address as confirmed
  user:deactivate E-MAIL  end an account's sessions and deny its access tokens from now on
  user:reactivate E-MAIL  allow a deactivated account and its access tokens again
  token:create            create an organisation's access token that acts as a member, and print only its secret
      --organisation SLUG --label TEXT --scopes SCOPE,SCOPE (all, verify, applications:read, …)
      --expires 90d|12h|never|2027-01-31T12:00:00Z (default: never)

In a terminal, the command prompts for the password. Otherwise, it reads the first line of standard input:
  npm run admin -- user:create ada@example.com < password.txt
`;

const OPTIONS = {
  "first-name": { type: "string" },
  "last-name": { type: "string" },
  timezone: { type: "string" },
  organisation: { type: "string" },
  role: { type: "string" },
  label: { type: "string" },
  scopes: { type: "string" },
  expires: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

const ROLES: readonly Role[] = ["owner", "admin", "member", "guest"];
export type AdminOptions = {
  firstName: string | undefined;
  lastName: string | undefined;
  timezone: string | undefined;
  membership: { organisation: string; role: Role } | undefined;
};

const WITHOUT_OPTIONS = ["user:password", "user:deactivate", "user:reactivate"] as const;
export type AdminCommand =
  | { verb: "user:create"; email: string; options: AdminOptions }
  | { verb: (typeof WITHOUT_OPTIONS)[number]; email: string }
  | { verb: "token:create"; organisation: string; label: string; scopes: string[]; expires: OperatorExpiration };

/** Understand the arguments of `npm run admin`. Pure. @returns the command, `"help"`, or what cannot be understood */
export function parseAdminArguments(argv: readonly string[]): AdminCommand | "help" | { mistake: string } {
  let parsed: ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return { mistake: error instanceof Error ? (error.message.split(/\n|\. /)[0] ?? "") : String(error) };
  }
  const { help, ...values } = parsed.values;
  const [verb, given, ...more] = parsed.positionals;
  if (help || verb === undefined || verb === "help") return "help";
  if (verb === "token:create") return parseTokenCreate(values, given);
  const simple = WITHOUT_OPTIONS.find((known) => known === verb);
  if (verb !== "user:create" && simple === undefined) return { mistake: `Unknown command "${verb}".` };
  const email = emailInput.safeParse(given);
  if (!email.success) return { mistake: `${verb} needs an e-mail address.` };
  // Not quoted: it may be a password, and then it must not reach a log as well.
  if (more.length > 0) return { mistake: "Too many arguments: a password is read from standard input." };
  if (simple !== undefined) {
    if (Object.keys(values).length > 0) return { mistake: `${verb} takes no options.` };
    return { verb: simple, email: email.data };
  }
  if (OF_TOKENS.some((name) => values[name] !== undefined)) {
    return { mistake: `--${OF_TOKENS.join(", --")} work only with token:create.` };
  }
  const { organisation, role: roleName = "member", timezone } = values;
  const role = ROLES.find((known) => known === roleName);
  if (role === undefined) return { mistake: `--role must be one of ${ROLES.join(", ")}.` };
  if (values.role !== undefined && organisation === undefined) return { mistake: "--role needs --organisation." };
  if (timezone !== undefined && !isTimezone(timezone)) return { mistake: `Unknown time zone "${timezone}".` };
  return {
    verb: "user:create",
    email: email.data,
    options: {
      firstName: values["first-name"],
      lastName: values["last-name"],
      timezone,
      membership: organisation === undefined ? undefined : { organisation, role },
    },
  };
}

const OF_TOKENS = ["label", "scopes", "expires"] as const;

function parseTokenCreate(
  { organisation, label, scopes, expires = "never", ...others }: Partial<Record<keyof typeof OPTIONS, unknown>>,
  given: string | undefined,
): AdminCommand | { mistake: string } {
  // Not quoted: it may be a secret.
  if (given !== undefined) return { mistake: "token:create takes only options." };
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) return { mistake: `token:create takes no --${unknown}.` };
  if (typeof organisation !== "string" || typeof label !== "string" || typeof scopes !== "string") {
    return { mistake: "token:create needs --organisation, --label and --scopes." };
  }
  const parsed = parseExpiration(String(expires));
  if (parsed === undefined) return { mistake: "--expires must be 90d, 12h, never, or a date and time with an offset." };
  const names = scopes.split(/[\s,]+/).filter((scope) => scope !== "");
  return { verb: "token:create", organisation, label, scopes: names, expires: parsed };
}
