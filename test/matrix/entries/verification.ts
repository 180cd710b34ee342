import { type Caller, isPerson } from "../caller";
import type { Entry } from "../cells";
import { expectedOutcome, type Need, type Outcome } from "../oracle";

const OURS = { organisation: "ours" } as const;
const SHARED = { ...OURS, application: "shared" } as const;

/** What one may not see is a 403 there: it answers nothing but 200, 401, 403 and 503. */
const calls = (outcome: Outcome) => outcome.replace("404 ", "403 ");

/** An organisation's token that its organisation keeps out is nobody. */
const keptOut = ({ owner, refused }: Caller): Outcome | undefined =>
  isPerson(owner) || owner === "token_of_theirs" || refused === undefined ? undefined : `403 ${refused}`;

const asked = (scenario: string, need: Need, rest: Partial<Entry>): Entry => ({
  scenario,
  need,
  calls,
  unless: keptOut,
  ...rest,
});

export const VERIFICATION: Readonly<Record<string, readonly Entry[]>> = {
  "GET /api/verify": [
    asked("about nothing", { of: "caller" }, {}),
    asked(
      "about the organisation",
      { of: "organisation", at: OURS, permission: "see_organisation", seenByPart: true },
      { query: ({ organisations }) => `?organisation=${organisations.ours.id}` },
    ),
    asked(
      "about an environment of the shared application",
      { of: "application", at: { ...SHARED, environment: "test" }, permission: "see_applications", changes: false },
      {
        query: ({ applications }) =>
          `?application=${applications.shared.id}&environment=${applications.shared.environments.test}`,
      },
    ),
    asked(
      "about the whole of the shared application",
      { of: "application", at: SHARED, permission: "see_applications", changes: false },
      {
        query: ({ applications }) => `?application=${applications.shared.id}`,
        unless: (caller) => keptOut(caller) ?? partIsNotEnough(caller),
      },
    ),
  ],
  // None of them is a token of the platform's organisation: app/api/metrics/metrics.http.test.ts asks as one.
  "GET /metrics": [{ need: { of: "caller" }, calls: (outcome) => outcome.replace("2xx", "403 role_required") }],
  "POST /oauth/introspect": [
    {
      need: { of: "caller" },
      form: () => ({ token: "nobody's" }),
      calls: (outcome) => outcome.replace("credentials_missing", "invalid_client"),
      unless: ({ owner }) => (isPerson(owner) ? "403 insufficient_scope" : undefined),
    },
  ],
};

/** Who sees one environment of an application does not reach the application. */
function partIsNotEnough(caller: Caller): Outcome | undefined {
  if (caller.kind !== "limited_to_the_environment") return undefined;
  const need = { of: "application", at: SHARED, permission: "see_applications", changes: false } as const;
  return expectedOutcome(caller, "any", need) === "2xx" ? "404 not_found" : undefined;
}
