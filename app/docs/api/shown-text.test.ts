import { expect, test } from "vitest";
import { z } from "zod";
import { ENDPOINTS } from "@/app/api/endpoints";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { firstAccountInput } from "@/lib/setup/create-first-account";
import { signUpInput } from "@/lib/signup/account";
import { createUserInput } from "@/lib/user/create";
import { profileInput } from "@/lib/user/edit-profile";

// What writes, by the API; and what takes names without being in its reference: the sign-up and the acceptance of an
// invitation, the setup, `npm run admin`, the profile.
const WRITES: [name: string, schema: z.ZodType][] = [
  ...ENDPOINTS.filter(({ method }) => method !== "GET").flatMap(({ method, path, body, query }) =>
    [body, query].flatMap((schema): [string, z.ZodType][] => (schema ? [[`${method} ${path}`, schema]] : [])),
  ),
  ["a sign-up", signUpInput("ada@example.com")],
  ["the first account", firstAccountInput("Latchkey")],
  ["npm run admin", createUserInput],
  ["a profile", profileInput],
];

/**
 * What nobody reads as a name: an environment gets its variables' values as they are, a password is never shown, and what is no
 * timezone becomes UTC. A token that is asked about, and what a client of OAuth says that it wants, is compared, and told nobody. The log of a deployment is what programs wrote:
 * lib/deployment/log.ts says what becomes of it, and blots secrets out.
 */
const FREE = [
  ...["value", "password", "timezone", "token", "tokens", "token_type_hint", "log"],
  ...["client_id", "grant_type", "device_code", "scope"],
];
/** What GitHub says of a match is not refused for it: of the address where it was, lib/access-token/leak/place.ts makes what is shown. */
const BY_GITHUB = /\/leaked\/github\/$/;

const BAD = [
  "\u200b",
  "\u3164\u2800",
  "a\u202eb",
  "\u2066a\u2069",
  "a\u200bb",
  "a\u{e0061}b",
  "a\u0085b",
  "a\u009bb",
  "a\u2028b",
  "a\u0000b",
  "\ud83d",
];
const FINE = ["Zoë 👩‍👩‍👧‍👦", "مرحبا \u200fab", "☎\ufe0f", "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}"];

type Node = { properties?: Record<string, Node>; items?: Node; anyOf?: Node[]; allOf?: Node[]; type?: string };

/** The path of everything that is no object and no list: `["limits", "0", "organisation"]`. */
function leaves(node: Node): string[][] {
  const children = [
    ...Object.entries(node.properties ?? {}).flatMap(([name, child]) => leaves(child).map((path) => [name, ...path])),
    ...(node.items === undefined ? [] : leaves(node.items).map((path) => ["0", ...path])),
    ...[...(node.anyOf ?? []), ...(node.allOf ?? [])].flatMap(leaves),
  ];
  return children.length === 0 ? [[]] : children;
}

function withAt([step, ...rest]: string[], text: string): unknown {
  if (step === undefined) return text;
  const value = withAt(rest, text);
  return step === "0" ? [value] : { [step]: value };
}

const FIELDS = WRITES.flatMap(([name, schema]) => {
  const shape = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Node;
  const paths = new Map(leaves(shape).map((path) => [path.join("."), path]));
  return [...paths.values()].map((path) => ({ name, schema, path, field: path.join(".") }));
}).filter(({ name, path: [first] }) => first !== undefined && !FREE.includes(first) && !BY_GITHUB.test(name));

function issuesAt({ schema, path }: (typeof FIELDS)[number], text: string): string[] {
  const issues = schema.safeParse(withAt(path, text)).error?.issues ?? [];
  return issues
    .filter((issue) => issue.path.length > 0 && issue.path.every((step, index) => String(step) === path[index]))
    .map(({ message }) => message);
}

const NAMED = FIELDS.filter((field) => issuesAt(field, "Zoë’s").length === 0);

test("the fields that take a text of one's own are these", () => {
  const named = NAMED.map(({ name, field }) => `${name} ${field}`);
  expect(named).toMatchInlineSnapshot(`
    [
      "POST /iam/v3/access-tokens/ label",
      "POST /iam/v3/access-tokens/ description",
      "POST /iam/v3/access-tokens/ contact",
      "POST /iam/v3/access-tokens/ workflow",
      "PATCH /iam/v3/access-tokens/{uuid}/ label",
      "PATCH /iam/v3/access-tokens/{uuid}/ description",
      "PATCH /iam/v3/access-tokens/{uuid}/ contact",
      "PATCH /iam/v3/access-tokens/{uuid}/ workflow",
      "DELETE /iam/v3/access-tokens/{uuid}/ reason",
      "DELETE /iam/v3/access-tokens/self/ reason",
      "POST /iam/v3/organisations/ name",
      "PATCH /iam/v3/organisations/{uuid}/ name",
      "POST /iam/v3/organisations/{uuid}/teams/ name",
      "PATCH /iam/v3/organisations/{uuid}/teams/{team}/ name",
      "PATCH /iam/v3/organisations/{uuid}/access-tokens/{token}/access/ reason",
      "POST /iam/v3/organisations/{uuid}/access-tokens/sweeps/ reason",
      "POST /iam/v3/organisations/{uuid}/webhooks/ description",
      "PATCH /iam/v3/organisations/{uuid}/webhooks/{webhook}/ description",
      "POST /apps/v3/applications/ name",
      "PATCH /apps/v3/applications/{uuid}/ name",
      "POST /apps/v3/environments/ branch",
      "PATCH /apps/v3/environments/{uuid}/ branch",
      "POST /oauth/device_authorization device_name",
      "a sign-up firstName",
      "a sign-up lastName",
      "the first account firstName",
      "the first account lastName",
      "the first account organisation",
      "npm run admin firstName",
      "npm run admin lastName",
      "a profile first_name",
      "a profile last_name",
    ]
  `);
});

test.each(FIELDS)("$name: $field cannot be what nobody sees, or what misleads", (field) => {
  for (const text of BAD) expect(issuesAt(field, text), JSON.stringify(text)).not.toEqual([]);
});

test("no text that others are shown may be or contain a secret, and no refusal quotes it", () => {
  const secret = generateSecret("lk", "pat");
  for (const field of FIELDS) {
    const at = `${field.name} ${field.field}`;
    const text = field.field === "email" ? `${secret}@agency.example` : secret;
    const messages = issuesAt(field, text);
    expect(messages, at).not.toEqual([]);
    if (!NAMED.includes(field) && !["email", "name"].includes(field.field)) continue;
    expect(messages.join(" "), at).toContain("contains a secret. Remove it");
    expect(messages.join(" ").includes(secret.slice(7)), at).toBe(false);
  }
});

test.each(FINE)("%j is a name, a label, a description", (text) => {
  // Git allows no blanks in the name of a branch.
  for (const field of NAMED.filter((candidate) => candidate.field !== "branch")) {
    expect(issuesAt(field, text), `${field.name} ${field.field}`).toEqual([]);
  }
});

// The description of a webhook is the heading of its page.
const hasLines = ({ name, field }: (typeof FIELDS)[number]) =>
  /description|reason/.test(field) && !name.includes("/webhooks/");

test("a description and a reason have new lines and tabs, a name has not", () => {
  for (const field of NAMED.filter(hasLines)) {
    expect(issuesAt(field, "a\r\n\tb\nc"), `${field.name} ${field.field}`).toEqual([]);
  }
  for (const field of NAMED.filter((candidate) => !hasLines(candidate))) {
    expect(issuesAt(field, "a\nb"), `${field.name} ${field.field}`).not.toEqual([]);
  }
});
