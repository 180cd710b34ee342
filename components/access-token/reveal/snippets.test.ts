import { describe, expect, test } from "vitest";
import { envFile, snippets, variableName } from "./snippets";

const SECRET = "lk_pat_0123456789abcdefghijklmnopqrst012345";
const made = snippets({ secret: SECRET, appUrl: "https://tokens.example.com", brandName: "Latchkey" });
const named = (name: string) => made.find((snippet) => snippet.name === name)?.text ?? "";

describe("snippets", () => {
  test("call the instance at its own address", () => {
    for (const name of ["curl", "GitHub Actions", "GitLab CI"]) {
      expect(named(name)).toContain("https://tokens.example.com/iam/v3/me/");
    }
  });

  test("that belong into a repository never hold the secret", () => {
    expect(named("curl")).toContain(`Authorization: Bearer ${SECRET}`);
    expect(named(".env")).toBe(`LATCHKEY_TOKEN=${SECRET}`);
    for (const name of ["GitHub Actions", "GitLab CI"]) {
      expect(named(name)).not.toContain(SECRET);
      expect(named(name)).toContain("$LATCHKEY_TOKEN");
    }
    expect(named("GitHub Actions")).toMatch(/\$\{\{ secrets\.LATCHKEY_TOKEN \}\}/);
  });
});

test.each([
  ["Latchkey", "LATCHKEY_TOKEN"],
  ["Harbour Studio", "HARBOUR_STUDIO_TOKEN"],
  ["Café-Haus!", "CAFE_HAUS_TOKEN"],
  ["42 Crew", "_42_CREW_TOKEN"],
  ["灯台", "ACCESS_TOKEN"],
])("%s names its variable %s", (brandName, variable) => {
  expect(variableName(brandName)).toBe(variable);
  expect(variableName(brandName)).toMatch(/^[A-Z_][A-Z0-9_]*$/);
});

test("the .env file has one line that is no comment, whatever the label is", () => {
  const token = { label: "../../é <b> $(rm) 🚀", uuid: "0190", expiration_date: null };
  const file = envFile({ secret: SECRET, brandName: "Latchkey", token });
  expect(file.name).toMatch(/^[a-z0-9-]+\.env$/);
  expect(file.text.split("\n").filter((line) => line !== "" && !line.startsWith("#"))).toEqual([
    `LATCHKEY_TOKEN=${SECRET}`,
  ]);
  expect(envFile({ secret: SECRET, brandName: "Latchkey", token: { ...token, label: "灯" } }).name).toBe(
    "access-token.env",
  );
});
