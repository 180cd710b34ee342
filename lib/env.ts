import { isIP } from "node:net";
import { availableParallelism } from "node:os";
import { z } from "zod";
import { processWide } from "@/db/process-wide";
import { parseScanningKeys } from "@/lib/github-scanning/keys";

/**
 * The settings of an instance: `process.env`, parsed once. Every setting is named, explained and checked here and nowhere
 * else; `.env.example` lists the same ones for operators.
 */
export type Env = Readonly<z.output<typeof schema>>;

/** A setting that cannot be used. `message` is one sentence for the operator's terminal and names the setting. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

const flag = (value: string | undefined) => (value === undefined || value.trim() === "" ? undefined : value.trim());
const optional = <T extends z.ZodType>(inner: T) =>
  z.preprocess((v) => flag(v as string | undefined), inner.optional());
const orDefault = <T extends z.ZodType>(fallback: string, inner: T) =>
  z.preprocess((v) => flag(v as string | undefined) ?? fallback, inner);

const httpUrl = (what: string) =>
  z.string().refine((value) => /^https?:\/\/[^/\s]+/.test(value) && URL.canParse(value), {
    message: `must be ${what}, starting with http:// or https://`,
  });

const originUrl = httpUrl("an address")
  .refine((value) => URL.canParse(value) && new URL(value).pathname === "/" && !/[?#@]/.test(value), {
    message: "must be an origin without path, query or login, such as https://latchkey.example.com",
  })
  .transform((value) => new URL(value).origin);

const databaseUrl = z.string().refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value), {
  message: "must look like postgres://user:password@host:5432/database",
});

const perMinute = z
  .string()
  .regex(/^\d{1,9}$/, "must be a whole number, 0 to 999999999")
  .transform(Number);

// Each takes 13 connections to the database.
const MOST_WORKERS = 64;

const list = z.string().transform((value) =>
  value
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== ""),
);

const schema = z.object({
  /** TCP port of the server, 1–65535. */
  PORT: orDefault(
    "3000",
    z
      .string()
      .regex(/^\d+$/, "must be a whole number")
      .transform(Number)
      .refine((port) => port >= 1 && port <= 65535, "must be between 1 and 65535"),
  ),
  /** Another port, for `/metrics` alone and without a token, for a Prometheus; unset: there is none. */
  METRICS_PORT: optional(
    z
      .string()
      .regex(/^\d+$/, "must be a whole number")
      .transform(Number)
      .refine((port) => port >= 1 && port <= 65535, "must be between 1 and 65535"),
  ),
  /** Address, or name of one, to listen on; unset: every interface. */
  HOST: optional(
    z
      .string()
      .refine(
        (value) => (isIP(value) !== 0 && !value.includes("%")) || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value),
        {
          message: "must be an IP address or a host name to listen on, such as 127.0.0.1",
        },
      ),
  ),
  /** Folder for the embedded database and the generated secret. */
  DATA_DIR: orDefault(".data", z.string()),
  /** PostgreSQL 14 or newer; unset: the embedded one is started in `DATA_DIR`. */
  DATABASE_URL: optional(databaseUrl),
  /** PostgreSQL itself, where `DATABASE_URL` leads to it through a pooler that shares sessions. */
  DATABASE_DIRECT_URL: optional(databaseUrl),
  /** Memory for what is remembered of verified tokens, in MB; 0: every request asks the database. */
  PRINCIPAL_CACHE_MB: orDefault(
    "128",
    z
      .string()
      .regex(/^\d{1,5}$/, "must be a whole number of megabytes, 0 to 65536")
      .transform(Number)
      .refine((size) => size <= 65536, "must be a whole number of megabytes, 0 to 65536"),
  ),
  /** How many processes answer requests on the port, 1–64; `max`: as many as there are processors. */
  WORKERS: orDefault(
    "1",
    z
      .string()
      .regex(/^(\d+|max)$/, "must be a whole number, or max")
      .transform((value) => (value === "max" ? Math.min(availableParallelism(), MOST_WORKERS) : Number(value)))
      .refine((workers) => workers >= 1 && workers <= MOST_WORKERS, `must be between 1 and ${MOST_WORKERS}`),
  ),
  /** How many requests of one token a minute are answered; 0: any number. */
  RATE_LIMIT_PER_MINUTE: orDefault("600", perMinute),
  /** How many authentications from one address may fail a minute, and how many leaks it may report, IPv6 by /64; 0: any number. */
  AUTH_FAILURES_PER_MINUTE: orDefault("120", perMinute),
  /** A Redis where several processes and instances count these together; unset: each process counts in memory. */
  REDIS_URL: optional(
    z.string().refine((value) => /^rediss?:\/\/[^/\s]+/.test(value) && URL.canParse(value), {
      message: "must look like redis://user:password@host:6379/0, or rediss:// for TLS",
    }),
  ),
  /** Origin that links in answers and mails start with. Default: `http://localhost:PORT`. */
  APP_URL: optional(originUrl),
  /** Further hosts (`host` or `host:port`) under which the API may name itself in `next` and `previous`. */
  API_HOSTS: orDefault(
    "",
    list.refine((hosts) => hosts.every((host) => /^[a-z0-9.-]+(:\d+)?$/i.test(host)), {
      message: "must be a comma-separated list of host names, such as api.example.com,api.example.org:8443",
    }),
  ),
  /** Root of every derived key: session cookies, token digests. 32 bytes or more; unset: made and kept in `DATA_DIR`. */
  APP_SECRET: optional(
    z.string().refine((value) => Buffer.byteLength(value) >= 32, { message: "must be at least 32 bytes long" }),
  ),
  /** Name of the platform, shown on every page. */
  BRAND_NAME: orDefault("Latchkey", z.string().max(40, "must be at most 40 characters long")),
  /** First part of every secret. */
  TOKEN_PREFIX: orDefault(
    "lk",
    z.string().regex(/^[a-z][a-z0-9]{1,9}$/, "must be 2 to 10 lower-case letters and digits, starting with a letter"),
  ),
  /** Where people turn for help: a page, or a mailto: address. */
  SUPPORT_URL: optional(
    z.string().refine((value) => /^(https?:\/\/|mailto:)\S+$/.test(value) && URL.canParse(value), {
      message: "must start with https://, http:// or mailto:",
    }),
  ),
  /** First account, made at start while there is no user. Only together with `SETUP_PASSWORD`. */
  SETUP_EMAIL: optional(z.email("must be an e-mail address")),
  SETUP_PASSWORD: optional(
    z
      .string()
      .refine((value) => value.length >= 12 && value.length <= 256, { message: "must have 12 to 256 characters" }),
  ),
  /** Addresses (IP, CIDR) of the reverse proxies whose forwarding headers are believed. Default: none. */
  TRUSTED_PROXIES: orDefault("", list),
  /** The public keys that GitHub signs its reports of leaked secrets with, as it lists them; unset: it cannot report any. */
  GITHUB_SCANNING_KEYS: optional(
    z.string().transform((value, context) => {
      const keys = parseScanningKeys(value);
      if (keys !== undefined) return keys;
      context.addIssue({
        code: "custom",
        message: "must be the JSON from https://api.github.com/meta/public_keys/secret_scanning",
      });
      return z.NEVER;
    }),
  ),
  /** Whether Next.js answers the API too, some twenty times slower, instead of the server in front of it. For comparing the two. */
  API_THROUGH_NEXT: orDefault("no", z.enum(["yes", "no"], "must be yes or no")).transform((value) => value === "yes"),
  /** OpenID Connect provider offered at sign-in; the first three only together. */
  OIDC_ISSUER: optional(httpUrl("the issuer's address")),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  /** What its button says after "Continue with". */
  OIDC_NAME: orDefault("single sign-on", z.string().max(40, "must be at most 40 characters long")),
  /** Who may make an account: `invite` (default), or `open`: anyone, by a confirmed address or with the OIDC provider. */
  SIGNUP: orDefault("invite", z.enum(["invite", "open"], "must be invite or open")),
  /** The server that mail is handed to; unset: no mail is sent. Its login may be in it, percent-encoded. */
  SMTP_URL: optional(
    z
      .string()
      .refine((value) => /^smtps?:\/\/[^/?#\s]+\/?$/.test(value) && URL.canParse(value) && isLoginWhole(value), {
        message: "must look like smtp://user:password@host:587 or smtps://user:password@host:465",
      }),
  ),
  /** The collector that is told spans, by OTLP over HTTP; unset: none are made. The SDK reads its other standard settings itself. */
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(httpUrl("the collector's address")),
  /** Whether webhooks may be sent to private networks, and by plain HTTP: 1 allows it. */
  WEBHOOKS_PRIVATE_NETWORKS: orDefault("0", z.enum(["0", "1"], "must be 0 or 1")).transform((value) => value === "1"),
  /** Who mails come from, `Name <address>` or an address. Default: `BRAND_NAME <no-reply@host of APP_URL>`. */
  MAIL_FROM: optional(
    z.string().refine((value) => parseMailbox(value) !== undefined, {
      message: "must look like Latchkey <no-reply@example.com>",
    }),
  ),
});

/** Both a user and a password, or neither; both decodable. */
function isLoginWhole(value: string): boolean {
  const { username, password } = new URL(value);
  return (username === "") === (password === "") && !/%(?![0-9a-f]{2})/i.test(username + password);
}

/** `Name <address>` or an address alone; undefined for anything else. */
export function parseMailbox(value: string): { name: string; address: string } | undefined {
  const { name = "", address = value } = /^(?<name>[^<>]*?)\s*<(?<address>[^<>]+)>$/.exec(value)?.groups ?? {};
  // A line break would begin a header of its own.
  if (/[\p{Cc}]/u.test(value) || !z.email().safeParse(address).success) {
    return /^[a-z0-9._+-]+@localhost$/i.test(address) && !/[\p{Cc}]/u.test(value) ? { name, address } : undefined;
  }
  return { name: name.replace(/^"(.*)"$/, "$1"), address };
}

/**
 * Parse settings. Pure: reads only what it is given.
 * @throws EnvError naming the first setting that is wrong, without its value when that could be a secret
 */
export function parseEnv(source: Record<string, string | undefined>): Env & { readonly APP_URL: string } {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new EnvError(`${String(issue?.path[0])} ${issue?.message}.`);
  }
  const env = parsed.data;
  if (env.DATABASE_DIRECT_URL !== undefined && env.DATABASE_URL === undefined)
    throw new EnvError("DATABASE_URL is missing: DATABASE_DIRECT_URL needs it.");
  requireTogether(env, ["SETUP_EMAIL", "SETUP_PASSWORD"]);
  requireTogether(env, ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"]);
  requireAddresses(env.TRUSTED_PROXIES);
  if (env.METRICS_PORT === env.PORT) throw new EnvError("METRICS_PORT must be different from PORT.");
  return Object.freeze({ ...env, APP_URL: env.APP_URL ?? `http://localhost:${env.PORT}` });
}

function requireTogether(env: Record<string, unknown>, names: readonly string[]) {
  const missing = names.filter((name) => env[name] === undefined);
  if (missing.length > 0 && missing.length < names.length) {
    throw new EnvError(`${missing[0]} is missing: ${names.join(", ")} must be set together.`);
  }
}

function requireAddresses(addresses: readonly string[]) {
  for (const address of addresses) {
    if (!z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]).safeParse(address).success) {
      throw new EnvError(
        `TRUSTED_PROXIES must be a comma-separated list of IP addresses and networks; "${address}" is not one.`,
      );
    }
  }
}

/** The settings of this process. The server completes `process.env` (database, secret) before anything asks. */
export function env(): Env & { readonly APP_URL: string } {
  return processWide("env", () => parseEnv(process.env));
}
