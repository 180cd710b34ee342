import { Boxes, Building2, KeyRound, type LucideIcon, Scale, ShieldAlert, UserRound } from "lucide-react";
import { Entry } from "@/components/activity/entry";
import { Link } from "@/components/ui/link";
import type { OrganisationActivityRow } from "@/db/activity/organisation";
import { tokenListPath, tokenPagePath } from "@/lib/access-token/page-path";
import type { ActivityNames } from "@/lib/activity/names";
import {
  type ActivityViewer,
  actingToken,
  organisationActor,
  type SeenToken,
  targetToken,
} from "@/lib/activity/organisation/actor";
import { type OrganisationActivityKind, organisationKindOf } from "@/lib/activity/organisation/kind";
import { organisationActivityMessage } from "@/lib/activity/organisation/message";

const ICONS: Record<OrganisationActivityKind, LucideIcon> = {
  people: UserRound,
  applications: Boxes,
  tokens: KeyRound,
  refusals: ShieldAlert,
  policy: Scale,
  organisation: Building2,
};

/** One entry of an organisation's activity, as this person may know it. */
export function OrganisationActivityEntry({
  row,
  earlier,
  viewer,
  names,
}: Props & { earlier: readonly OrganisationActivityRow[]; names: ActivityNames }) {
  return (
    <Entry
      row={row}
      earlier={earlier}
      icon={ICONS[organisationKindOf(row.type)]}
      words={organisationActivityMessage(row, names)}
      subject={<Subject row={row} viewer={viewer} />}
      by={<By row={row} viewer={viewer} />}
    />
  );
}

type Props = { row: OrganisationActivityRow; viewer: ActivityViewer };

function Subject({ row, viewer }: Props) {
  const label = row.target_label ?? "";
  const slug = viewer.organisation.slug;
  const token = targetToken(row, viewer);
  if (token !== undefined) return <TokenName token={{ ...token, label }} slug={slug} />;
  const place = applicationOf(row, viewer);
  if (place === undefined) return <bdi>{label}</bdi>;
  const link = (
    <Link href={`/organisations/${slug}/applications/${place.slug}`} className="link break-words">
      <bdi>{place.name}</bdi>
    </Link>
  );
  if (row.target_type === "application") return link;
  // The label of an environment, and of a deployment of it, begins with the application's name already.
  if (row.target_type === "environment") return <bdi>{label}</bdi>;
  if (row.target_type === "deployment") {
    return (
      <Link
        href={`/organisations/${slug}/applications/${place.slug}/deployments/${row.target_id}`}
        className="link break-words"
      >
        <bdi>{label}</bdi>
      </Link>
    );
  }
  return (
    <>
      <bdi>{label}</bdi> in {link}
    </>
  );
}

/** The application that it was about, if it is there and the viewer sees it. */
function applicationOf(row: OrganisationActivityRow, { organisation }: ActivityViewer) {
  const { application_id: id, application_name: name, application_slug: slug } = row;
  if (id === null || name === null || slug === null) return undefined;
  const isSeen = organisation.applications === null || organisation.applications.some((added) => added.id === id);
  return isSeen ? { name, slug } : undefined;
}

function By({ row, viewer }: Props) {
  const token = actingToken(row, viewer);
  const isItself = token !== undefined && token.id === row.target_id;
  const actor = organisationActor(row, viewer);
  const name = token && !isItself && <TokenName token={token} slug={viewer.organisation.slug} />;
  switch (actor.type) {
    case "unknown":
      return null;
    case "report":
      return <span>by a leak report</span>;
    case "operator":
      return <span>by the operator</span>;
    case "organisation":
      return <span className="min-w-0 break-words">by {isItself ? "the token itself" : name}</span>;
    case "you":
    case "person":
      return (
        <span className="min-w-0 break-words">
          by {actor.type === "you" ? "you" : <bdi>{actor.name}</bdi>}
          {isItself && " with the token itself"}
          {name && <> with {name}</>}
        </span>
      );
  }
}

function TokenName({ token, slug }: { token: SeenToken; slug: string }) {
  if (token.label === null) return <>an access token</>;
  if (!token.isSeen) return <bdi className="break-words">{token.label}</bdi>;
  const list = new URLSearchParams({ q: token.label.slice(0, 100), status: "all" });
  const hasPage = token.isOwn || token.isManaged;
  const page = tokenPagePath(token.id, token.isOwn ? undefined : slug);
  return (
    <Link href={hasPage ? page : `${tokenListPath(slug)}?${list}`} className="link break-words">
      <bdi>{token.label}</bdi>
    </Link>
  );
}
