import { expect, test } from "vitest";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { isOauth, oauthErrorResponse } from "./oauth-error";
import { OAUTH_ERRORS } from "./oauth-errors";
import { PROBLEMS, type ProblemCode, problem } from "./problem";

const asked = (authorization?: string) =>
  new Request("http://localhost/oauth/introspect", {
    method: "POST",
    headers: authorization === undefined ? {} : { Authorization: authorization },
  });

test("every problem is an error of the RFCs, with a challenge where it is a 401 or 403, and nothing more in it", async () => {
  for (const code of Object.keys(PROBLEMS) as ProblemCode[]) {
    const answer = oauthErrorResponse(problem(code), asked());
    const body = await answer.json();
    expect(Object.keys(body)).toEqual(["error", "error_description"]);
    expect(OAUTH_ERRORS).toContain(body.error);
    expect(answer.status).toBe(code === "unsupported_media_type" ? 400 : PROBLEMS[code][0]);
    expect(answer.headers.has("WWW-Authenticate")).toBe(
      [401, 403].includes(answer.status) && code !== "invalid_signature",
    );
  }
});

test.each([
  ["invalid_token", "Basic abc", /^Basic realm="localhost:3000", resource_metadata="[^"]+", charset="UTF-8"$/],
  ["invalid_token", "bearer x", /^Bearer realm="localhost:3000", resource_metadata="[^"]+", error="invalid_token"/],
  [
    "credentials_missing",
    undefined,
    /^Basic realm="[^"]+", [^ ]+, charset="UTF-8", Bearer realm="[^"]+", resource_metadata="[^"]+"$/,
  ],
  ["insufficient_scope", "Basic abc", /^Bearer realm="[^"]+", resource_metadata="[^"]+", error="insufficient_scope"/],
] as const)("%s after %s is challenged by %s", (code, authorization, challenge) => {
  expect(oauthErrorResponse(problem(code), asked(authorization)).headers.get("WWW-Authenticate")).toMatch(challenge);
});

test("no error echoes a secret, or what is no printable ASCII", async () => {
  const secret = generateSecret("lk", "org");
  const body = await oauthErrorResponse(
    problem("invalid_request", { detail: `Fix "${secret}" – é\n` }),
    asked(),
  ).json();
  expect(body.error_description).toBe("Fix '***' ? ??");
});

test.each([
  ["/oauth", true],
  ["/oauth/x/", true],
  ["/api/oauth/introspect", true],
  ["/oauth2/x", false],
  ["/iam/oauth/", false],
])("%s is one of OAuth's: %s", (path, expected) => {
  expect(isOauth(path)).toBe(expected);
});
