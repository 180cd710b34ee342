import Link from "next/link";
import { Pager } from "@/components/docs/pager";
import { PermissionTable } from "@/components/docs/permission-table";
import { Code, DocsSection } from "@/components/docs/prose";
import { PageHeader } from "@/components/page/page-header";

export const metadata = { title: "Who may do what" };

export default function PermissionsPage() {
  return (
    <>
      <PageHeader title="Who may do what">
        Everybody has one role in an organisation. The pages, the API and the tests all go by this table and by no
        other.
      </PageHeader>
      <PermissionTable />
      <ul className="mt-4 grid list-disc gap-1.5 pl-5 text-sm leading-6 marker:text-muted-foreground">
        <li>
          <em>Where added</em>: a guest sees the applications that he or she was added to, and changes those that he or
          she was added to with <em>write</em>. Of the organisation itself a guest sees the name.
        </li>
        <li>
          <em>Own, and own teams’</em>: one’s own tokens, and the organisation’s tokens of the teams one belongs to.
        </li>
        <li>Nobody gives a role above his or her own, and an organisation never loses its last owner.</li>
      </ul>
      <DocsSection id="tokens" title="What this means for a token">
        <p>
          A request may do what its token’s scopes allow, within its limits, as far as its owner’s role goes at that
          moment, in organisations that let it in. Each of these only takes away. A person whose role is lowered, or who
          is removed, takes the reach of all of his or her tokens along, at once.
        </p>
        <p>
          An organisation’s own token acts with a role that was chosen when it was made: admin, member or guest, never
          owner. One that acts as a guest reaches the applications that its limits name or that it is assigned to.
        </p>
        <p>
          A token limited to a part of an organisation sees that part and the organisation’s name. For its people,
          teams, tokens, policy and activity a token has to reach the whole organisation.
        </p>
      </DocsSection>
      <DocsSection id="refusals" title="How a refusal reads">
        <p>
          What one may not even see is <Code>404</Code>, and absent from lists and counts. What one sees but may not do
          is <Code>403</Code> with the code <Code>role_required</Code> and the <Code>required_permission</Code>, by the
          name in this table. A token that an organisation keeps out gets <Code>blocked_by_policy</Code> or{" "}
          <Code>access_withdrawn</Code> with the reason. All codes are under{" "}
          <Link href="/docs/errors" className="link">
            Errors
          </Link>
          .
        </p>
      </DocsSection>
      <Pager href="/docs/permissions" />
    </>
  );
}
