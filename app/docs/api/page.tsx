import { CodeBlock } from "@/components/docs/code-block";
import { Code, DocsSection } from "@/components/docs/prose";
import { PageHeader } from "@/components/page/page-header";
import { env } from "@/lib/env";
import { EndpointReference } from "./endpoint-reference";
import { ENDPOINTS } from "./endpoints";

export const metadata = { title: "API reference" };

export default function ApiReferencePage() {
  const { APP_URL } = env();
  return (
    <>
      <PageHeader title="API reference">
        The base address is <Code>{APP_URL}</Code>. With and without the slash at its end a path is the same.
      </PageHeader>
      <CodeBlock
        label="example call"
        code={[
          `curl ${APP_URL}/iam/v3/access-tokens/ \\`,
          '  -H "Authorization: Bearer $ACCESS_TOKEN" \\',
          `  --json '{"label": "Nightly export", "scopes": ["applications:read"]}'`,
        ].join("\n")}
      />
      <DocsSection id="rules" title="Rules for all of it">
        <ul className="grid list-disc gap-1.5 pl-5 marker:text-muted-foreground">
          <li>
            Bodies are JSON of at most 64 KiB, with <Code>Content-Type: application/json</Code>, or a form (
            <Code>application/x-www-form-urlencoded</Code>, or <Code>multipart/form-data</Code> without files). In a
            form <Code>true</Code> and <Code>false</Code> are booleans, a field without a value is <Code>null</Code>{" "}
            where null is allowed, a list repeats its field, and <Code>limits</Code> is JSON text. Unknown fields are
            refused where tokens are made and changed.
          </li>
          <li>
            <Code>PUT</Code> does what <Code>PATCH</Code> does, on every path that has it: fields that are absent stay.
          </li>
          <li>
            Times are RFC 3339 in UTC, identifiers are UUIDs. <Code>null</Code> and absent differ only in PATCH and PUT.
          </li>
          <li>
            A filter given several times means any of its values; <Code>page</Code>, <Code>page_size</Code> and{" "}
            <Code>o</Code> come once. Parameters that do not exist are refused on paths with{" "}
            <Code>/access-tokens/</Code>, <Code>/sweeps/</Code> or <Code>/policy/</Code>, and ignored elsewhere.
          </li>
          <li>
            A token sees, makes and changes only tokens that are no stronger than itself. The rest is 404, and absent
            from lists and counts.
          </li>
          <li>
            Answers carry <Code>X-Request-Id</Code>, and <Code>Token-Expires-At</Code> when the token in use expires.
          </li>
        </ul>
      </DocsSection>
      <DocsSection id="endpoints" title="Endpoints">
        <div className="grid gap-4">
          {ENDPOINTS.map((endpoint) => (
            <EndpointReference key={`${endpoint.method} ${endpoint.path}`} {...endpoint} />
          ))}
        </div>
      </DocsSection>
      <DocsSection id="token" title="A token">
        <p>What an answer tells about a token. Never its secret.</p>
        <CodeBlock label="a token" copy={false} code={EXAMPLE} />
      </DocsSection>
    </>
  );
}

const EXAMPLE = `{
  "uuid": "019a5c1e-…",
  "label": "Nightly export",
  "purpose": "automation",
  "description": "",
  "status": "active",
  "kind": "pat",
  "hint": "lk_pat_…h3Qz",
  "owner": {"type": "user", "uuid": "…", "name": "Ada Okafor"},
  "scopes": ["applications:read"],
  "limits": null,
  "acts_as": null,
  "team": null,
  "application": null,
  "workflow": null,
  "allowed_networks": null,
  "may_rotate_itself": false,
  "created_at": "2027-01-04T09:12:45.000Z",
  "expiration_date": "2027-04-04T09:12:45.000Z",
  "last_used_at": null,
  "revoked_at": null,
  "rotation": {"pending": null, "retiring": null, "retires_at": null}
}`;
