import { expect, test } from "vitest";
import { generateSecret } from "@/lib/access-token/secret";
import { PROBLEMS, type ProblemCode, problem, problemResponse } from "./problem";

const request = new Request("http://localhost/iam/v3/access-tokens/?token=not-to-be-seen");

test("every code answers its status, names itself, and points at its anchor in the documentation", async () => {
  for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
    const answer = problemResponse(problem(code), request);
    const body = await answer.json();
    expect(answer.status).toBe(PROBLEMS[code][0]);
    expect(body).toMatchObject({ code, status: answer.status, type: `http://localhost:3000/docs/errors#${code}` });
    expect(JSON.stringify(body)).not.toContain("not-to-be-seen");
    expect(answer.headers.has("WWW-Authenticate")).toBe(answer.status === 401 || answer.status === 403);
  }
});

test("no answer echoes a secret that stands in the path", async () => {
  const secret = generateSecret("lk", "pat");
  for (const sent of [secret, secret.replaceAll("_", "%5f"), encodeURIComponent(secret.replaceAll("_", "%5F"))]) {
    const body = await problemResponse(problem("not_found"), new Request(`http://localhost/iam/v3/${sent}/a/`)).json();
    expect(body.instance).toBe("/iam/v3/***/a/");
  }
});

test("fields stand at the top level too, unless they would take a member of the problem", async () => {
  const errors = { label: ["a"], status: ["b"], code: ["c"] };
  const body = await problemResponse(problem("invalid_request", { errors }), request).json();
  expect(body).toMatchObject({ errors, label: ["a"], status: 400, code: "invalid_request" });
});

test("a challenge is printable ASCII in one pair of quotation marks, whatever a label holds", () => {
  const details = { detail: 'The token "x\\", realm="evil" 漢\r\nSet-Cookie: a' };
  const challenge = problemResponse(problem("insufficient_scope", details), request).headers.get("WWW-Authenticate");
  expect(challenge).toMatch(
    /^Bearer realm="[^"]+", error="insufficient_scope", error_description="[\x20-\x21\x23-\x5b\x5d-\x7e]+"$/,
  );
});
