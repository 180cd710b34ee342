import { CodeBlock } from "@/components/docs/code-block";
import { Pager } from "@/components/docs/pager";
import { Code } from "@/components/docs/prose";
import { PageHeader } from "@/components/page/page-header";
import { PROBLEMS } from "@/lib/api/answer/problem";
import { env } from "@/lib/env";

export const metadata = { title: "Errors" };

export default function ErrorsPage() {
  const example = {
    detail: "Add the scope tokens:read …",
    non_field_errors: ["Add the scope tokens:read …"],
    type: `${env().APP_URL}/docs/errors#insufficient_scope`,
    title: PROBLEMS.insufficient_scope[1],
    status: 403,
    instance: "/iam/v3/access-tokens/",
    code: "insufficient_scope",
    required_scope: "tokens:read",
    fix_url: `${env().APP_URL}/account/access-tokens/…`,
  };
  return (
    <>
      <PageHeader title="Errors">
        Errors tell you what to fix. They are <Code>application/problem+json</Code> (RFC 9457). Use <Code>code</Code> in
        programs: it never changes. <Code>detail</Code>, repeated in <Code>non_field_errors</Code>, says what to do in
        this case. <Code>type</Code> links to this page.
      </PageHeader>
      <CodeBlock label="example of an error" copy={false} code={JSON.stringify(example, null, 2)} />
      <p className="mt-4 text-muted-foreground text-sm leading-6">
        <Code>errors</Code> lists invalid fields, with messages for each. 401 and 403 have the header{" "}
        <Code>WWW-Authenticate</Code> (RFC 6750) with <Code>resource_metadata</Code> (RFC 9728).{" "}
        <Code>required_scope</Code> has all scopes that the request needs, separated by spaces. Every response has an{" "}
        <Code>X-Request-Id</Code>: include it when you ask for help.
      </p>
      <dl className="mt-10 divide-y border-y">
        {Object.entries(PROBLEMS).map(([code, [status, title, advice]]) => (
          <div
            key={code}
            id={code}
            className="grid scroll-mt-20 gap-x-6 gap-y-1 py-4 target:bg-active-soft/50 sm:grid-cols-[14rem_minmax(0,1fr)] sm:px-3"
          >
            <dt className="grid content-start gap-0.5">
              <a href={`#${code}`} className="justify-self-start break-all font-mono text-sm hover:underline">
                {code}
              </a>
              <span className="text-[0.8125rem] text-muted-foreground">
                {status} {title}
              </span>
            </dt>
            <dd className="text-[0.9375rem] leading-6">{advice}</dd>
          </div>
        ))}
      </dl>
      <Pager href="/docs/errors" />
    </>
  );
}
