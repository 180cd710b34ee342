import { Pager } from "@/components/docs/pager";
import { PermissionTable } from "@/components/docs/permission-table";
import { Code, DocsSection } from "@/components/docs/prose";
import { PageHeader } from "@/components/page/page-header";
import { Link } from "@/components/ui/link";

export const metadata = { title: "Who can do what" };

export default function PermissionsPage() {
  return (
    <>
      <PageHeader title="Who can do what">
        Everyone has one role in an organisation. The dashboard, the API and the tests all use this table.
      </PageHeader>
      <PermissionTable />
      <ul className="mt-4 grid list-disc gap-1.5 pl-5 text-sm leading-6 marker:text-muted-foreground">
        <li>
          <em>Where added</em>: guests see the applications they were added to, and can change those they were added to
          with <em>write</em>. Of the organisation itself, they only see the name.
        </li>
        <li>
          <em>Own, and own teams’</em>: your own tokens, and the organisation’s tokens of the teams you belong to.
        </li>
        <li>Nobody can give a role above their own, and an organisation never loses its last owner.</li>
      </ul>
      <DocsSection id="tokens" title="What this means for a token">
        <p>
          A request can do what its token’s scopes, its limits, its owner’s current role and the organisation’s policy
          all allow. When someone’s role is lowered or they are removed, their tokens lose the same access immediately.
        </p>
        <p>
          An organisation’s own token acts with a role chosen when it was created: admin, member or guest, never owner.
          One that acts as a guest has access to the applications it is limited or assigned to.
        </p>
        <p>
          A token limited to a part of an organisation sees that part and the organisation’s name. For its people,
          teams, tokens, policy and activity, a token needs access to the whole organisation.
        </p>
      </DocsSection>
      <DocsSection id="refusals" title="What a denied request says">
        <p>
          What you can’t see is <Code>404</Code>, and left out of lists and counts. What you can see but not do is{" "}
          <Code>403</Code> with the code <Code>role_required</Code> and the <Code>required_permission</Code>, by its
          name in this table. A token that an organisation blocks gets <Code>blocked_by_policy</Code> or{" "}
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
