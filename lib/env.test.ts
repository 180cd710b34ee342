import { availableParallelism } from "node:os";
import { describe, expect, test } from "vitest";
import { EnvError, parseEnv } from "./env";

describe("a wrong setting is named in a sentence", () => {
  test.each<[string, Record<string, string>]>([
    ["PORT", { PORT: "abc" }],
    ["PORT", { PORT: "0" }],
    ["PORT", { PORT: "65536" }],
    ["PORT", { PORT: "-1" }],
    ["PORT", { PORT: "3000.5" }],
    ["PORT", { PORT: "0x1F" }],
    ["DATABASE_URL", { DATABASE_URL: "mysql://localhost/latchkey" }],
    ["DATABASE_URL", { DATABASE_URL: "localhost:5432" }],
    ["DATABASE_URL", { DATABASE_URL: "postgres://user:secret-word@host:port/db" }],
    ["DATABASE_DIRECT_URL", { DATABASE_URL: "postgres://db/latchkey", DATABASE_DIRECT_URL: "db:5432" }],
    ["DATABASE_URL", { DATABASE_DIRECT_URL: "postgres://db/latchkey" }],
    ["WORKERS", { WORKERS: "0" }],
    ["WORKERS", { WORKERS: "65" }],
    ["WORKERS", { WORKERS: "-2" }],
    ["WORKERS", { WORKERS: "1.5" }],
    ["WORKERS", { WORKERS: "all" }],
    ["PRINCIPAL_CACHE_MB", { PRINCIPAL_CACHE_MB: "64 MB" }],
    ["PRINCIPAL_CACHE_MB", { PRINCIPAL_CACHE_MB: "65537" }],
    ["RATE_LIMIT_PER_MINUTE", { RATE_LIMIT_PER_MINUTE: "-1" }],
    ["RATE_LIMIT_PER_MINUTE", { RATE_LIMIT_PER_MINUTE: "1e3" }],
    ["AUTH_FAILURES_PER_MINUTE", { AUTH_FAILURES_PER_MINUTE: "none" }],
    ["AUTH_FAILURES_PER_MINUTE", { AUTH_FAILURES_PER_MINUTE: "1000000000" }],
    ["REDIS_URL", { REDIS_URL: "localhost:6379" }],
    ["REDIS_URL", { REDIS_URL: "redis://:secret-word@redis:port" }],
    ["APP_URL", { APP_URL: "latchkey.example.com" }],
    ["APP_URL", { APP_URL: "ftp://latchkey.example.com" }],
    ["APP_URL", { APP_URL: "https://latchkey.example.com/path" }],
    ["APP_URL", { APP_URL: "https://user@latchkey.example.com" }],
    ["APP_URL", { APP_URL: "https://" }],
    ["API_HOSTS", { API_HOSTS: "https://api.example.com" }],
    ["API_HOSTS", { API_HOSTS: "api.example.com, a b" }],
    ["APP_SECRET", { APP_SECRET: "secret-word" }],
    ["APP_SECRET", { APP_SECRET: "x".repeat(31) }],
    ["BRAND_NAME", { BRAND_NAME: "x".repeat(41) }],
    ["TOKEN_PREFIX", { TOKEN_PREFIX: "L" }],
    ["TOKEN_PREFIX", { TOKEN_PREFIX: "my_prefix" }],
    ["TOKEN_PREFIX", { TOKEN_PREFIX: "1k" }],
    ["SUPPORT_URL", { SUPPORT_URL: "javascript:alert(1)" }],
    ["SETUP_EMAIL", { SETUP_EMAIL: "nobody", SETUP_PASSWORD: "seven-lanterns-on-the-quay" }],
    ["SETUP_PASSWORD", { SETUP_EMAIL: "ada@example.com", SETUP_PASSWORD: "secret-word" }],
    ["SETUP_PASSWORD", { SETUP_EMAIL: "ada@example.com" }],
    ["SETUP_EMAIL", { SETUP_PASSWORD: "seven-lanterns-on-the-quay" }],
    ["TRUSTED_PROXIES", { TRUSTED_PROXIES: "proxy.internal" }],
    ["TRUSTED_PROXIES", { TRUSTED_PROXIES: "10.0.0.0/33" }],
    ["TRUSTED_PROXIES", { TRUSTED_PROXIES: "10.0.0.1, loopback" }],
    ["OIDC_ISSUER", { OIDC_ISSUER: "id.example.com", OIDC_CLIENT_ID: "a", OIDC_CLIENT_SECRET: "b" }],
    ["OIDC_CLIENT_ID", { OIDC_ISSUER: "https://id.example.com", OIDC_CLIENT_SECRET: "b" }],
    ["OIDC_CLIENT_SECRET", { OIDC_ISSUER: "https://id.example.com", OIDC_CLIENT_ID: "a" }],
    ["SIGNUP", { SIGNUP: "everybody" }],
    ["SMTP_URL", { SMTP_URL: "mail.example.com:587" }],
    ["SMTP_URL", { SMTP_URL: "http://mail.example.com" }],
    ["SMTP_URL", { SMTP_URL: "smtp://" }],
    ["SMTP_URL", { SMTP_URL: "smtp://ada:secret-word@mail.example.com:99999" }],
    ["SMTP_URL", { SMTP_URL: "smtp://:secret-word@mail.example.com" }],
    ["SMTP_URL", { SMTP_URL: "smtp://ada@mail.example.com" }],
    ["SMTP_URL", { SMTP_URL: "smtp://ada:secret-word%zz@mail.example.com" }],
    ["SMTP_URL", { SMTP_URL: "smtp://ada:secret-word@mail.example.com?tls=off" }],
    ["MAIL_FROM", { MAIL_FROM: "nobody" }],
    ["MAIL_FROM", { MAIL_FROM: "Latchkey <nobody>" }],
    ["MAIL_FROM", { MAIL_FROM: "Latchkey\r\nBcc: <eve@example.com>" }],
  ])("%s in %j", (name, source) => {
    const parse = () => parseEnv(source);
    expect(parse).toThrow(EnvError);
    expect(parse).toThrow(new RegExp(`^${name}\\b.*\\.$`));
    // A terminal is copied into tickets: no secret's value is in the sentence.
    expect(parse).not.toThrow(/secret-word/);
  });
});

test("without any setting there is a default for all that have one", () => {
  expect(parseEnv({})).toMatchObject({
    PORT: 3000,
    WORKERS: 1,
    RATE_LIMIT_PER_MINUTE: 600,
    AUTH_FAILURES_PER_MINUTE: 120,
    DATA_DIR: ".data",
    APP_URL: "http://localhost:3000",
    BRAND_NAME: "Latchkey",
    TOKEN_PREFIX: "lk",
    TRUSTED_PROXIES: [],
    SIGNUP: "invite",
  });
});

test("an empty setting is one that is not set", () => {
  const names = ["PORT", "DATABASE_URL", "APP_URL", "APP_SECRET", "TRUSTED_PROXIES", "OIDC_ISSUER", "SETUP_EMAIL"];
  expect(parseEnv(Object.fromEntries(names.map((name) => [name, " "])))).toEqual(parseEnv({}));
});

test("good settings are taken as they are meant", () => {
  expect(
    parseEnv({
      PORT: "8080",
      APP_URL: "https://latchkey.example.com/",
      APP_SECRET: "é".repeat(16),
      TRUSTED_PROXIES: "127.0.0.1, ::1,10.0.0.0/8 , 2001:db8::/32",
      SUPPORT_URL: "mailto:help@example.com",
      API_HOSTS: "api.example.com,api.example.org:8443",
      SMTP_URL: "smtps://ada%40example.com:p%3Aw@mail.example.com:465/",
      MAIL_FROM: "Latchkey <no-reply@example.com>",
    }),
  ).toMatchObject({
    PORT: 8080,
    APP_URL: "https://latchkey.example.com",
    TRUSTED_PROXIES: ["127.0.0.1", "::1", "10.0.0.0/8", "2001:db8::/32"],
    API_HOSTS: ["api.example.com", "api.example.org:8443"],
  });
});

test("as many workers as there are processors is a number of them", () => {
  expect(parseEnv({ WORKERS: "max" }).WORKERS).toBe(availableParallelism());
  expect(parseEnv({ WORKERS: "3" }).WORKERS).toBe(3);
});

test("the port is part of the address unless that is set", () => {
  expect(parseEnv({ PORT: "8080" }).APP_URL).toBe("http://localhost:8080");
});
