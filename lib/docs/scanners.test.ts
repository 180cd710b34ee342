import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { RE2JS } from "re2js";
import { parse as parseToml } from "smol-toml";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { secretPattern } from "@/lib/access-token/secret/format";
import { secretsIn } from "@/lib/access-token/secret/in-text";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { fencesOf } from "@/test/guide/fences";
import { readGuide } from "./guide";
import { inWordsOf } from "./instance-words";

// gitleaks and TruffleHog are written in Go, whose regular expressions are RE2's: no lookaround, nothing that takes longer than its text.

const toml = z.object({
  rules: z.tuple([z.object({ regex: z.string(), secretGroup: z.literal(1), keywords: z.array(z.string()) })]),
});
const yaml = z.object({
  detectors: z.tuple([z.object({ regex: z.object({ token: z.string() }), keywords: z.array(z.string()) })]),
});

/** The rules as a page of an instance has them. */
function rulesOf(tokenPrefix: string) {
  const guide = inWordsOf(
    { appUrl: "https://tokens.acme.example", brandName: 'A "B"', tokenPrefix },
    readGuide("scanning"),
  );
  const fence = (language: string) => fencesOf(guide).find((block) => block.language === language)?.code ?? "";
  const [gitleaks] = toml.parse(parseToml(fence("toml"))).rules;
  const [trufflehog] = yaml.parse(parseYaml(fence("yaml"))).detectors;
  return { guide, pattern: fence("text"), gitleaks, trufflehog: { ...trufflehog, regex: trufflehog.regex.token } };
}

/** What a scanner written in Go takes for secrets: only where a keyword stands, in whatever case. */
function found({ regex, keywords }: { regex: string; keywords: string[] }, text: string): string[] {
  const lower = text.toLowerCase();
  if (!keywords.some((word) => lower.includes(word))) return [];
  const matcher = RE2JS.compile(regex).matcher(text);
  const secrets: string[] = [];
  while (matcher.find()) secrets.push(matcher.group(1) ?? "");
  return secrets;
}

describe.each(["lk", "acme9"])("on an instance whose prefix is %s", (prefix) => {
  const { guide, pattern, gitleaks, trufflehog } = rulesOf(prefix);
  const secrets = (["pat", "org", "cli"] as const).map((kind) => generateSecret(prefix, kind));

  test("every pattern of the page is the one that finds every secret", () => {
    expect(pattern).toBe(secretPattern(prefix));
    for (const { regex } of [gitleaks, trufflehog]) expect(regex).toBe(`(${pattern})`);
    // All the others, in whatever language they stand: there is none that only resembles it.
    const likeIt = guide.match(/\w+_\(pat[^'"\n)]*\)[^'"\n)]*/g) ?? [];
    expect(likeIt.length).toBeGreaterThan(5);
    expect([...new Set(likeIt)]).toEqual([pattern]);
  });

  test.each([
    ["a line of a log", (secret: string) => `12:01 POST /x Authorization: Bearer ${secret} 200`],
    ["a setting", (secret: string) => `LATCHKEY_TOKEN=${secret}\n`],
    ["a name that runs into it", (secret: string) => `TOKEN_${secret}_old`],
    ["a line that was joined to it", (secret: string) => `${secret}NEXT=1`],
    ["JSON", (secret: string) => JSON.stringify({ "a\n": `\n${secret}\n` })],
  ])("both scanners find each kind of secret in %s, and it alone", (_what, around) => {
    for (const rule of [gitleaks, trufflehog]) {
      expect(secrets.flatMap((secret) => found(rule, around(secret)))).toEqual(secrets);
      expect(found(rule, around(secrets.join(" ")))).toEqual(secrets);
    }
  });

  test("neither finds a hint, a part, a secret of another instance, or what only looks like one", () => {
    const others = [
      `${prefix}_pat_…h3Qz`,
      secrets[0]?.slice(0, -1),
      `${prefix}_key_${"a".repeat(36)}`,
      generateSecret("zz", "pat"),
    ];
    for (const rule of [gitleaks, trufflehog]) expect(found(rule, others.join("\n"))).toEqual([]);
  });
});

test("in this repository they find nothing but examples, which no checksum confirms", () => {
  const { gitleaks } = rulesOf("lk");
  const files = filesBelow(path.resolve(import.meta.dirname, "../.."));
  expect(files.length).toBeGreaterThan(1_000);
  const hits = files.flatMap((file) => found(gitleaks, readFileSync(file, "utf8")));
  expect(hits.length).toBeGreaterThan(0);
  expect(hits.flatMap(secretsIn)).toEqual([]);
});

const TEXT = /\.(ts|tsx|mjs|js|grit|css|json|toml|ya?ml|md|html|sh|cmd|csv|sql)$|(^|\/)[^.]+$/;

/** The files of this repository that are text: what git ignores stands in folders that begin with a dot, and in node_modules. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    if ((name.startsWith(".") && name !== ".env.example") || name === "node_modules") return [];
    if (statSync(file).isDirectory()) return filesBelow(file);
    return TEXT.test(name) || name === ".env.example" ? [file] : [];
  });
}
