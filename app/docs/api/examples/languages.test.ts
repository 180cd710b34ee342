import { expect, test } from "vitest";
import type { Call } from "./call";
import { LANGUAGES, parseLanguage } from "./languages";

const BASE = "https://tokens.example";
const written = (call: Omit<Call, "base">) =>
  Object.fromEntries(LANGUAGES.map(({ id, write }) => [id, write({ ...call, base: BASE })]));

test("a call with a body and places in its path is written in each language", () => {
  const call = {
    method: "PATCH",
    path: "/iam/v3/organisations/{uuid}/members/{user}/",
    token: true,
    body: { as: "json", value: { role: "admin", note: "it's `fine`", until: null } },
    answer: "json",
  } as const;
  expect(written(call)).toEqual({
    curl: `curl "https://tokens.example/iam/v3/organisations/$ORGANISATION_UUID/members/$USER_UUID/" \\
  -X PATCH \\
  -H "Authorization: Bearer $LATCHKEY_TOKEN" \\
  --json '{"role": "admin", "note": "it'\\''s \`fine\`", "until": null}'`,
    python: `import os

import requests

answer = requests.patch(
    f"https://tokens.example/iam/v3/organisations/{os.environ['ORGANISATION_UUID']}/members/{os.environ['USER_UUID']}/",
    headers={"Authorization": f"Bearer {os.environ['LATCHKEY_TOKEN']}"},
    json={"role": "admin", "note": "it's \`fine\`", "until": None},
    timeout=30,
)
answer.raise_for_status()
print(answer.json())`,
    node: `const answer = await fetch(\`https://tokens.example/iam/v3/organisations/\${process.env.ORGANISATION_UUID}/members/\${process.env.USER_UUID}/\`, {
  method: "PATCH",
  headers: {
    Authorization: \`Bearer \${process.env.LATCHKEY_TOKEN}\`,
    "Content-Type": "application/json",
  },
  body: JSON.stringify({ role: "admin", note: "it's \`fine\`", until: null }),
});
if (!answer.ok) throw new Error(\`\${answer.status}: \${await answer.text()}\`);
console.log(await answer.json());`,
    go: `package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
)

func main() {
	body := strings.NewReader("{\\"role\\": \\"admin\\", \\"note\\": \\"it's \`fine\`\\", \\"until\\": null}")
	request, err := http.NewRequest("PATCH", "https://tokens.example/iam/v3/organisations/"+os.Getenv("ORGANISATION_UUID")+"/members/"+os.Getenv("USER_UUID")+"/", body)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("LATCHKEY_TOKEN"))
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(answer.Status)
	fmt.Println(string(text))
}`,
  });
});

test("a form without a token, and an answer without a body, need no more than they use", () => {
  const { curl, python, node, go } = written({
    method: "POST",
    path: "/oauth/revoke",
    token: false,
    body: { as: "form", value: { token: "lk_pat_…" } },
    answer: "nothing",
  });
  expect(curl).toBe(`curl "https://tokens.example/oauth/revoke" \\\n  -i \\\n  --data-urlencode 'token=lk_pat_…'`);
  expect(python).toMatch(
    /^import requests\n\nanswer = requests\.post\(\n {4}"https.*\n {4}data=\{"token": "lk_pat_…"\},/,
  );
  expect(python).toMatch(/print\(answer\.status_code\)$/);
  expect(node).toContain('body: new URLSearchParams({ token: "lk_pat_…" }),');
  expect(node).toMatch(/console\.log\(answer\.status\);$/);
  expect(go).toContain('"net/url"\n\t"strings"\n)');
  expect(go).toContain('strings.NewReader(url.Values{"token": {"lk_pat_…"}}.Encode())');
  for (const text of [curl, python, node, go]) expect(text).not.toContain("LATCHKEY_TOKEN");
});

test.each([
  ["go", "go"],
  ["GO", "curl"],
  ["", "curl"],
  [undefined, "curl"],
])("the cookie %j means %s", (kept, language) => {
  expect(parseLanguage(kept)).toBe(language);
});
