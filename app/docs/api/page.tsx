import { cookies } from "next/headers";
import { CodeBlock } from "@/components/docs/code-block";
import { Pager } from "@/components/docs/pager";
import { Code, DocsSection } from "@/components/docs/prose";
import { PageHeader } from "@/components/page/page-header";
import { Link } from "@/components/ui/link";
import { TOKEN_EXAMPLE, tokenSchema } from "@/lib/access-token/schema";
import { ACCESS_TOKENS_PATH } from "@/lib/api/access-token";
import { notesOf } from "@/lib/api/endpoint/fields";
import { SHARED_PROBLEMS } from "@/lib/api/endpoint/problems";
import { API_PAGES } from "@/lib/docs/api-pages";
import { env } from "@/lib/env";
import { EndpointIndex } from "./endpoint-index";
import { CallExamples } from "./examples/call-examples";
import { LANGUAGE_COOKIE } from "./examples/cookie";
import { parseLanguage } from "./examples/languages";
import { exampleText } from "./examples/literal";
import { FieldList } from "./field-list";
import { ProblemCodes } from "./problem-codes";
import { REFERENCE } from "./reference";

export const metadata = { title: "API reference" };

// The token that it makes is no stronger than the one it is called with.
const EXAMPLE = {
  method: "POST",
  path: ACCESS_TOKENS_PATH,
  token: true,
  body: { as: "json", value: { label: "Nightly export", scopes: ["applications:read"] } },
  answer: "json",
} as const;

/** What holds for all of the API, and the way to each endpoint. */
export default async function ApiReferencePage() {
  const { APP_URL } = env();
  const language = parseLanguage((await cookies()).get(LANGUAGE_COOKIE)?.value);
  return (
    <>
      <PageHeader title="API reference">
        The base URL is <Code>{APP_URL}</Code>. Every path works with and without a trailing slash. For programs:{" "}
        <a href="/api/openapi.json" className="link">
          OpenAPI 3.1
        </a>
        .
      </PageHeader>
      <CallExamples id="call" of="a call" call={EXAMPLE} language={language} />
      <p className="mt-4 text-muted-foreground text-sm leading-6">
        Keep the secret of a token in the environment variable <Code>LATCHKEY_TOKEN</Code>. The{" "}
        <Link href="/docs/quick-start" className="link">
          quick start
        </Link>{" "}
        shows how. Use <i>Try it</i> beside an endpoint to call it from the page with a token of yours.
      </p>
      <DocsSection id="rules" title="Conventions">
        <ul className="grid list-disc gap-1.5 pl-5 marker:text-muted-foreground">
          <li>
            Bodies are JSON of at most 64 KiB, with <Code>Content-Type: application/json</Code>, or a form (
            <Code>application/x-www-form-urlencoded</Code>, or <Code>multipart/form-data</Code> without files). In a
            form, <Code>true</Code> and <Code>false</Code> are booleans, an empty field is <Code>null</Code> where null
            is allowed, a list repeats its field, and <Code>limits</Code> is JSON text. An empty <Code>limits</Code> or{" "}
            <Code>allowed_networks</Code> is an error, so that an unset variable doesn’t remove a restriction: send{" "}
            <Code>limits=null</Code>, or JSON. Unknown fields are errors below <Code>/iam/v3/</Code> and ignored
            elsewhere.
          </li>
          <li>
            <Code>PUT</Code> works like <Code>PATCH</Code> on every path that has it: fields you leave out stay the
            same.
          </li>
          <li>
            Times are RFC 3339 in UTC, and identifiers are UUIDs. <Code>null</Code> differs from a missing field only in
            PATCH and PUT.
          </li>
          <li>
            Repeat a filter to match any of its values. Send <Code>page</Code>, <Code>page_size</Code> and{" "}
            <Code>o</Code> only once. Unknown parameters are errors on paths with <Code>/access-tokens/</Code>,{" "}
            <Code>/sweeps/</Code> or <Code>/policy/</Code> and on <Code>/api/verify</Code>, and ignored elsewhere.
          </li>
          <li>
            A token can only see, create and change tokens that are no stronger than itself. All others are 404, and
            left out of lists and counts.
          </li>
          <li>
            A POST with an <Code>Idempotency-Key</Code> runs once within 24 hours. Repeating the request with the same
            key returns the first response, with <Code>Idempotent-Replayed: true</Code>. If the response had a secret,
            the repeat is 409, because a secret is shown only once.
          </li>
          <li>
            Responses have an <Code>X-Request-Id</Code>, <Code>Token-Expires-At</Code> if the token in use expires, and{" "}
            <Code>RateLimit</Code> with the remaining requests. Beyond the limit, 429 says in <Code>Retry-After</Code>{" "}
            how long to wait.
          </li>
        </ul>
      </DocsSection>
      <DocsSection id="errors" title="Shared errors">
        <p>Each endpoint lists only errors beyond these.</p>
        <dl className="grid gap-x-4 gap-y-1.5 text-sm leading-6 sm:grid-cols-[11rem_minmax(0,1fr)]">
          {SHARED_PROBLEMS.map(({ what, codes }) => (
            <div key={what} className="contents">
              <dt>{what}</dt>
              <dd className="text-muted-foreground max-sm:mb-1.5">
                <ProblemCodes codes={codes} />
              </dd>
            </div>
          ))}
        </dl>
      </DocsSection>
      <DocsSection id="endpoints" title="Endpoints">
        {API_PAGES.map(({ href, title, summary }) => (
          <div key={href} className="mt-3 grid gap-2 border-t pt-4 leading-6">
            <div>
              <h3 className="font-medium text-[0.9375rem]">
                <Link href={href} className="link">
                  {title}
                </Link>
              </h3>
              <p className="text-muted-foreground text-sm">{summary}</p>
            </div>
            <EndpointIndex endpoints={REFERENCE.filter(({ page }) => page === href)} />
          </div>
        ))}
      </DocsSection>
      <DocsSection id="token" title="A token">
        <p>A token in a response, always without its secret.</p>
        <CodeBlock label="a token" copy={false} code={exampleText(TOKEN_EXAMPLE)} />
        <div className="text-sm">
          <FieldList fields={notesOf(tokenSchema)} />
        </div>
      </DocsSection>
      <Pager href="/docs/api" />
    </>
  );
}
