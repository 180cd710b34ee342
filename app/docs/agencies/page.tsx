import Link from "next/link";
import { CodeBlock } from "@/components/docs/code-block";
import { Code, DocsSection } from "@/components/docs/prose";
import { PageHeader } from "@/components/page/page-header";
import { env } from "@/lib/env";

export const metadata = { title: "For agencies" };

export default function AgenciesPage() {
  return (
    <>
      <PageHeader title="For agencies">
        An organisation is shared: its people, its clients’ applications, and the tokens that reach them. This is how to
        keep it under control while people come and go.
      </PageHeader>
      <DocsSection id="people" title="People and roles">
        <p>
          Under <em>People</em>, invite somebody by e-mail address with a role. The link works once, for seven days, and
          only for that address; you can send it again or take it back. Where mail is off, ask a platform owner for the
          link; someone who has an account can also sign in and accept. What each role may do stands in{" "}
          <Link href="/docs/permissions" className="link">
            one table
          </Link>
          . You can be in several organisations, with a role of its own in each.
        </p>
        <p>
          Freelancers and customers are <strong className="font-semibold">guests</strong>: they see the applications
          that they were added to, to read or to write, and of the rest not even that it is there.
        </p>
        <p>
          A <strong className="font-semibold">team</strong> groups members. It can be responsible for tokens of the
          organisation, which its members then look after themselves.
        </p>
      </DocsSection>
      <DocsSection id="applications" title="Applications and environments">
        <p>
          An application is one client project. It begins with the environments <Code>test</Code> and <Code>live</Code>,
          each with its variables. A sensitive variable can be written and never read again; all values are stored
          encrypted.
        </p>
        <p>
          An owner can hand an application over to another organisation in which he or she is an admin. Tokens limited
          to it go on for those who are members there; guests and the organisation’s own tokens stay behind.
        </p>
      </DocsSection>
      <DocsSection id="limits" title="Give a token only what its job needs">
        <p>
          A token that you make can be limited to organisations, applications and environments, several at once. It sees
          nothing else: the rest is absent from lists and counts, and answers <Code>404</Code>. “All present and future
          applications” of an organisation is a choice of its own, and marked, because it grows.
        </p>
        <CodeBlock
          label="make a token for one environment"
          code={[
            `curl ${env().APP_URL}/iam/v3/access-tokens/ \\`,
            '  -H "Authorization: Bearer $ACCESS_TOKEN" \\',
            `  --json '{"label": "Preview", "scopes": ["deployments:write"], "limits": [`,
            `    {"organisation": "…", "application": "…", "environment": "…"}]}'`,
          ].join("\n")}
        />
        <p>
          When the application that a token is limited to is deleted, the token stops reaching anything. It never
          widens.
        </p>
      </DocsSection>
      <DocsSection id="organisation-tokens" title="Tokens that belong to nobody">
        <p>
          What has to go on when somebody leaves, such as a pipeline or a nightly job, gets a token of the organisation.
          It acts with a role that is chosen when it is made, at most that of whoever makes it, and never as owner.
          Assign it to an application, a team or a workflow, and the organisation’s page <em>Access Tokens</em> groups
          them by it.
        </p>
      </DocsSection>
      <DocsSection id="overview" title="See everything that reaches your clients">
        <p>
          The organisation’s page <em>Access Tokens</em> lists every token that reaches it, personal or its own, with
          owner, reach, last use and expiration date, and never a secret. Look for those that nothing uses, that never
          expire or that reach everything, and download the list.
        </p>
        <p>
          An admin can <em>withdraw access</em>: the personal token loses this organisation only, and goes on elsewhere.
          Its owner is told who did it and why, and so is whatever uses the token, in the <Code>403</Code>. After an
          incident, withdraw or revoke at once everything that was made before a moment.
        </p>
      </DocsSection>
      <DocsSection id="policy" title="Rules for all tokens">
        <p>
          Owners decide under <em>Policy</em> whether personal tokens are allowed, whether tokens with full access are (
          <Code>all</Code>, <Code>organisations:write</Code>, or all five <Code>:write</Code> scopes), whether an
          expiration date and a purpose are required, how long a token may live, and from which networks it may be used.
          Loosening the rules needs a recent password.
        </p>
        <p>
          Nothing happens while you think: the dry run lists which tokens, and whose, each rule would block. Then choose
          from when it is enforced, and whoever looks after those tokens is told: owners of personal tokens, and of the
          organisation’s own the team that it belongs to, else owners and admins. Three days before, those are reminded
          whose tokens still do not fit; when the plan is cancelled, everybody who was told hears of that. If another
          owner changed the draft since you looked at it, you are asked to look again. A blocked token is not deleted.
          It gets <Code>403 blocked_by_policy</Code> with the reason in this organisation, works everywhere else, and
          comes back with the next request after it was edited to fit. The forms of tokens warn while they are filled
          in, and a new token of the organisation that its rules do not allow is not made.
        </p>
      </DocsSection>
      <DocsSection id="leaving" title="When somebody leaves">
        <p>
          Removing a person takes the reach of all of his or her tokens away, everywhere, from the next request on. The
          dialog first lists which tokens those are and what they are limited to, which invitations end, and which
          tokens of the organisation have a secret that he or she has seen: rotate those. Personal tokens that something
          depends on can be replaced by tokens of the organisation with the same reach, and each team that would be
          empty can be handed over to a colleague.
        </p>
        <p>
          What was not rotated then is not forgotten: while a secret that somebody who left has seen still works, the
          organisation’s <em>Access Tokens</em> count its token under <em>Secret known to somebody who left</em>, and
          the filter of that name finds it.
        </p>
      </DocsSection>
    </>
  );
}
