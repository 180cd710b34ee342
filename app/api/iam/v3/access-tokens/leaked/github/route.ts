import { db } from "@/db/database";
import { reportSecrets } from "@/lib/access-token/leak/report";
import { json } from "@/lib/api/answer/json";
import { answer } from "@/lib/api/endpoint/answers";
import { endpoint } from "@/lib/api/endpoint/endpoint";
import { route } from "@/lib/api/endpoint/route";
import { withExample } from "@/lib/api/endpoint/with-example";
import { clientOf } from "@/lib/client";
import { FEEDBACK_EXAMPLE, feedbackOn, feedbackSchema } from "@/lib/github-scanning/feedback";
import { githubReportInput } from "@/lib/github-scanning/input";

const post = endpoint(
  {
    method: "POST",
    path: "/iam/v3/access-tokens/leaked/github/",
    summary:
      "Report leaked secrets the way GitHub's secret scanning does for its partners: a list of matches, signed by GitHub. It revokes the same tokens as any other report, and says whether each match belongs to this instance. Returns 404 unless the setting GITHUB_SCANNING_KEYS contains GitHub's public keys.",
    scope: "none",
    protocol: "github",
    ending: true,
    limitedBy: "address",
    body: withExample(githubReportInput, [
      {
        token: "lk_pat_…",
        type: "latchkey_access_token",
        url: "https://github.com/harbour/site/blob/main/.env#L3",
        source: "content",
      },
    ]),
    answers: { 200: answer("received, with what each match is", feedbackSchema, FEEDBACK_EXAMPLE) },
    problems: ["not_found", "invalid_signature"],
  },
  async ({ request, body: matches }) => {
    const findings = matches.map(({ token, url }) => ({ secret: token, address: url }));
    // What was found is remembered before anything is looked up: what ends a token must not fail with that.
    await reportSecrets(db, findings, clientOf(request.headers));
    return json(await feedbackOn(db, matches));
  },
);

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route(post);
