import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createTokenInput } from "@/lib/access-token/input";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { invalid } from "./invalid";
import { PROBLEMS, type ProblemCode, problem, problemResponse } from "./problem";

const request = new Request("http://localhost/iam/v3/access-tokens/?token=not-to-be-seen");

test("every code answers its status, names itself, and points at its anchor in the documentation", async () => {
  for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
    const answer = problemResponse(problem(code), request);
    const body = await answer.json();
    expect(answer.status).toBe(PROBLEMS[code][0]);
    expect(body).toMatchObject({ code, status: answer.status, type: `http://localhost:3000/docs/errors#${code}` });
    expect(JSON.stringify(body)).not.toContain("not-to-be-seen");
    expect(answer.headers.has("WWW-Authenticate")).toBe(
      // No token is of any use to whom a signature failed.
      [401, 403].includes(answer.status) && code !== "invalid_signature",
    );
  }
});

test("no answer echoes a secret that stands in the path", async () => {
  const secret = generateSecret("lk", "pat");
  for (const sent of [secret, secret.replaceAll("_", "%5f"), encodeURIComponent(secret.replaceAll("_", "%5F"))]) {
    const body = await problemResponse(problem("not_found"), new Request(`http://localhost/iam/v3/${sent}/a/`)).json();
    expect(body.instance).toBe("/iam/v3/***/a/");
  }
});

// What a sentence begins with that says what to do.
const VERB =
  /^(Add|Ask|Call|Change|Check|Choose|Compare|Create|Delete|Edit|Encode|Fix|Give|Invite|Leave|Look|Make|Name|Remove|Request|Resume|Review|Revoke|Rotate|See|Send|Try|Use|Wait)[ ,]/;

test("every answer begins with what to do, which stands in non_field_errors too", async () => {
  for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
    const text = await problemResponse(problem(code, { because: "It happened." }), request).text();
    const { detail, non_field_errors } = JSON.parse(text);
    expect(detail).toMatch(VERB);
    expect(detail).toMatch(/ It happened\.$/);
    expect(text.startsWith(`{"detail":${JSON.stringify(detail)}`)).toBe(true);
    expect(non_field_errors).toEqual([detail]);
  }
});

test("wherever a refusal is told, its detail begins with what to do", () => {
  const root = join(import.meta.dirname, "../../..");
  const files = ["lib/api", "app/api", "lib/access-token/authentication/authorization-header.ts"].flatMap((path) =>
    path.endsWith(".ts")
      ? [path]
      : readdirSync(join(root, path), { recursive: true, encoding: "utf8" }).map((name) => `${path}/${name}`),
  );
  const told = files
    .filter((path) => /(?<!\.test)\.ts$/.test(path))
    .flatMap((path) => [...readFileSync(join(root, path), "utf8").matchAll(/\bdetail[:=]?\s*[:=?]\s*["`]([^"`$]+)/g)])
    .map(([, begin = ""]) => begin);
  expect(told.length).toBeGreaterThan(25);
  expect(told.filter((begin) => !VERB.test(begin))).toEqual([]);
});

test("wrong fields are named in the detail, for clients that show nothing else", async () => {
  const few = problem("invalid_request", { errors: { label: ["Enter a label."], scopes: ["Choose one.", "Or two."] } });
  expect(few.details.detail).toBe("Fix label: Enter a label. Fix scopes: Choose one.");
  const many = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`${i}${"x".repeat(99)}`, ["No."]]));
  expect(problem("invalid_request", { errors: many }).details.detail).toMatch(/^(Fix \dx{63}: No\. ){5}Fix 2 more\.$/);
});

test("what is wrong inside a list is told by its place there, counted as people count", () => {
  const given = { label: "a", scopes: ["tokens:read", "x"], limits: [{ organisation: "x" }] };
  const parsed = createTokenInput.safeParse(given);
  if (parsed.success) throw new Error("it was taken");
  const { detail, errors } = invalid(parsed.error).details;
  expect(errors?.scopes?.[0]).toMatch(/^item 2: \S/);
  expect(errors?.limits?.[0]).toMatch(/^item 1, organisation: \w/);
  expect(detail).toMatch(/^Fix scopes, item 2: \S.+ Fix limits, item 1, organisation: \w/);
});

test("no answer echoes a secret that was sent as the name of a field", async () => {
  const secret = generateSecret("lk", "pat");
  const parsed = createTokenInput.safeParse({ label: "a", [secret]: "" });
  if (parsed.success) throw new Error("an unknown field was taken");
  const text = await problemResponse(invalid(parsed.error), request).text();
  expect(text).not.toContain(secret);
  expect(JSON.parse(text).errors).toEqual({ "***": ["This field does not exist."] });
});

test("no answer echoes a secret that was sent as a value, or as a name within one", async () => {
  const secret = generateSecret("lk", "pat");
  for (const given of [
    { scopes: [secret] },
    { allowed_networks: [secret] },
    { limits: [{ [secret]: 1 }] },
    { purpose: `\n${secret}` },
  ]) {
    const parsed = createTokenInput.safeParse({ label: "a", ...given });
    if (parsed.success) throw new Error(`${Object.keys(given)} was taken`);
    const text = await problemResponse(invalid(parsed.error), request).text();
    expect(text).not.toContain(secret.slice(0, 30));
    expect(Object.keys(JSON.parse(text).errors)).toEqual(Object.keys(given));
  }
});

test("of a body that is wrong in thousands of places as much is told as a person reads", () => {
  const names = Array.from({ length: 8_000 }, (_, n) => `x${n}`);
  const wrong = Object.fromEntries(names.map((name) => [name, 0]));
  const errorsOf = (given: object) => {
    const parsed = createTokenInput.safeParse({ label: "a", ...given });
    return parsed.success ? {} : (invalid(parsed.error).details.errors ?? {});
  };
  expect(errorsOf({ limits: [wrong] }).limits).toHaveLength(20);
  expect(Object.keys(errorsOf(wrong))).toHaveLength(100);
});

test("fields stand at the top level too, unless they would take a member of the problem", async () => {
  const errors = { label: ["a"], status: ["b"], code: ["c"], non_field_errors: ["d"] };
  const body = await problemResponse(problem("invalid_request", { errors }), request).json();
  expect(body).toMatchObject({ errors, label: ["a"], status: 400, code: "invalid_request" });
  expect(body.non_field_errors).toEqual([body.detail]);
});

test("a challenge is printable ASCII in one pair of quotation marks, whatever a label holds", () => {
  const details = { detail: 'The token "x\\", realm="evil" 漢\r\nSet-Cookie: a' };
  const challenge = problemResponse(problem("insufficient_scope", details), request).headers.get("WWW-Authenticate");
  expect(challenge).toMatch(
    /^Bearer realm="[^"]+", resource_metadata="[^"]+", error="insufficient_scope", error_description="[\x20-\x21\x23-\x5b\x5d-\x7e]+"$/,
  );
});
