import Link from "next/link";
import { CodeBlock } from "@/components/docs/code-block";
import { Code, DocsSection } from "@/components/docs/prose";
import { ScopeTable } from "@/components/docs/scope-table";
import { PageHeader } from "@/components/page/page-header";
import { EXTENDABLE_FOR_DAYS, LONGEST_LIFETIME_YEARS } from "@/lib/access-token/lifetime/lifetime";
import { ACTIVE_TOKENS_PER_USER } from "@/lib/access-token/quota";
import { overlapLabel } from "@/lib/access-token/rotation/overlap-words";
import { DEFAULT_OVERLAP_SECONDS, UNDOABLE_FOR_MINUTES } from "@/lib/access-token/rotation/rotation";
import { secretPattern } from "@/lib/access-token/secret/format";
import { env } from "@/lib/env";

export const metadata = { title: "User guide" };

export default function DocsPage() {
  const { APP_URL, TOKEN_PREFIX } = env();
  return (
    <>
      <PageHeader title="User guide">What an access token is, how to use one, and how to get rid of it.</PageHeader>
      <DocsSection id="what" title="What an access token is">
        <p>
          A token lets one thing call the API in your name: your laptop, a CI job, a shared staging server. Give each
          thing a token of its own. When one leaks, or is no longer needed, you revoke that one, and the others go on.
        </p>
        <p>
          A token can never do more than you can do yourself at that moment, and you can give it less: some scopes
          instead of all, some organisations instead of all, an end instead of none. You can have{" "}
          {ACTIVE_TOKENS_PER_USER} active tokens at a time.
        </p>
      </DocsSection>
      <DocsSection id="first-call" title="The first call">
        <ol className="grid list-decimal gap-2 pl-5 marker:text-muted-foreground">
          <li>
            Open{" "}
            <Link href="/account/access-tokens?create=1" className="link">
              Access Tokens
            </Link>{" "}
            in the user menu, top left, and press <em>Create token</em>. Give it a label that says where it will live.
          </li>
          <li>
            Copy its secret. It is shown once: nobody can look it up afterwards, we keep only a keyed hash of it. Put it
            where secrets belong, such as a password manager or the variables of your CI.
          </li>
          <li>Send it in a header:</li>
        </ol>
        <CodeBlock
          label="first call"
          code={`export ACCESS_TOKEN=${TOKEN_PREFIX}_pat_…\n\ncurl ${APP_URL}/iam/v3/me/ \\\n  -H "Authorization: Bearer $ACCESS_TOKEN"`}
        />
        <p>
          <Code>Authorization: Token …</Code> works just as well, and so does <Code>Basic</Code> with the secret as the
          password, which is what <Code>curl -u</Code> and a <Code>.netrc</Code> send. A secret in a URL does not: URLs
          end up in logs, so such a call is refused.
        </p>
      </DocsSection>
      <DocsSection id="secret" title="The format of a secret">
        <CodeBlock label="format" copy={false} code={`${TOKEN_PREFIX}_pat_<30 characters><6 characters>`} />
        <p>
          The kind is <Code>pat</Code> for a personal token, <Code>org</Code> for one of an organisation,{" "}
          <Code>cli</Code> for one made by the command line. Thirty characters come from a cryptographic random
          generator (178 bits). The last six are a checksum (CRC-32), so that a typo is told from a dead token. There
          are only letters, digits and underscores in it: a double click selects all of it. What stays visible later is
          the hint, <Code>{TOKEN_PREFIX}_pat_…h3Qz</Code>.
        </p>
      </DocsSection>
      <DocsSection id="scopes" title="Scopes">
        <p>
          A scope is one permission. <Code>write</Code> includes <Code>read</Code>. Give a token what its job needs and
          no more; you can take scopes away later without changing the secret.
        </p>
        <ScopeTable />
      </DocsSection>
      <DocsSection id="expiration" title="Expiration">
        <p>
          A token expires at the very moment you chose, at most {LONGEST_LIFETIME_YEARS} years ahead, or never. For{" "}
          {EXTENDABLE_FOR_DAYS} days after that you can still give it a later date, and it works again with the same
          secret. Times are shown in the timezone of your{" "}
          <Link href="/account/profile" className="link">
            profile
          </Link>
          .
        </p>
      </DocsSection>
      <DocsSection id="rotating" title="Rotating: a new secret for the same token">
        <p>
          Every few months, or before it expires. The token keeps its label, scopes and limits, and nothing breaks: the
          old secret works until the new one is in use everywhere.
        </p>
        <ol className="grid list-decimal gap-2 pl-5 marker:text-muted-foreground">
          <li>
            Press <em>Rotate</em> on the token’s page, and choose how long the old secret works on afterwards:{" "}
            {overlapLabel(DEFAULT_OVERLAP_SECONDS)}, unless you choose otherwise.
          </li>
          <li>
            Put the new secret where the old one is. Nothing has changed yet; unless something uses it within seven
            days, it lapses, and the old one simply stays.
          </li>
          <li>The first request with the new secret makes it the current one. From then on both work: the overlap.</li>
          <li>
            The token’s page shows what still uses the old secret. Once nothing does, press <em>End now</em>, or wait
            for the end of the overlap.
          </li>
        </ol>
      </DocsSection>
      <DocsSection id="use" title="What a token does">
        <p>
          Its page counts the requests of the last 90 days, let in or refused, and shows where they came from. Tokens
          that nothing uses are marked in the list. <em>Narrow to what is used</em> takes away the scopes that a token
          has never needed, after telling what would have been refused without them.
        </p>
        <p>
          You are told before a token expires, under the bell and by mail;{" "}
          <Link href="/account/notifications" className="link">
            Notifications
          </Link>{" "}
          has the choices. What happened in your account stands under{" "}
          <Link href="/account/activity" className="link">
            Activity
          </Link>
          , wrong passwords and downloads included. An organisation’s activity also tells who revealed a variable.
        </p>
      </DocsSection>
      <DocsSection id="revoking" title="Revoking, and what to do after a leak">
        <p>
          Revoked, a token is refused everywhere within five seconds. It stays in your list, with who revoked it, when
          and why. If it was a mistake, you can undo it for {UNDOABLE_FOR_MINUTES} minutes.
        </p>
        <p>
          After a leak, act first and look for the cause afterwards. <em>Revoke</em>, then <em>It leaked</em>, ends the
          token for good, with every token that was made with it. If it has to live on, <em>Rotate</em>, then{" "}
          <em>It leaked: replace now</em>, ends its secrets at once and gives you a new one.
        </p>
        <p>
          If you found a secret and do not know whose it is, paste it under <em>Find by secret</em> on the Access Tokens
          page, with the line that it stands in: it finds the token without using or storing what you pasted.
        </p>
        <p>
          Scanners find secrets with the following regular expression, without a boundary before or behind it, and
          confirm them by their checksum.
        </p>
        <CodeBlock label="pattern for scanners" code={secretPattern(TOKEN_PREFIX)} />
      </DocsSection>
      <DocsSection id="errors" title="When a call is refused">
        <p>
          Every refusal is a JSON document with a <Code>code</Code>, and its <Code>type</Code> leads to{" "}
          <Link href="/docs/errors" className="link">
            the explanation of that code
          </Link>
          . In short: <strong className="font-semibold">400</strong> the request is malformed,{" "}
          <strong className="font-semibold">401</strong> the token is missing, mistyped, expired or revoked,{" "}
          <strong className="font-semibold">403</strong> the token is good but may not do that,{" "}
          <strong className="font-semibold">404</strong> it does not exist or the token may not see it,{" "}
          <strong className="font-semibold">503</strong> try again, the token may be perfectly good.
        </p>
      </DocsSection>
    </>
  );
}
