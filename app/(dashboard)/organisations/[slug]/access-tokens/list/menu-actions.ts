import { isEditable } from "@/lib/access-token/lifetime/editable";
import { tokenPagePath } from "@/lib/access-token/page-path";
import type { OrganisationTokenDetails } from "@/lib/organisation/token/json";

type Token = Pick<
  OrganisationTokenDetails,
  | "uuid"
  | "owner"
  | "owner_details"
  | "may_manage"
  | "status"
  | "expiration_date"
  | "ends_by_sunset"
  | "access"
  | "withdrawal"
>;

/** The page of a token that the reader manages: an own one, or one of the organisation's. Undefined for somebody else's, which a dialog is about. */
export function pageOf(
  { uuid, owner, owner_details: details, may_manage: mayManage }: Token,
  listPath: string,
): string | undefined {
  if (owner.type === "organisation") return mayManage ? `${listPath}/${uuid}` : undefined;
  return details?.is_you === true ? tokenPagePath(uuid) : undefined;
}

/** What the reader may do with a token of the list, beside opening it and copying its id. Pure. */
export function menuActions(
  token: Token,
  { mayWithdraw, now }: { mayWithdraw: boolean; now: Date },
): ("edit" | "rotate" | "withdraw" | "restore" | "revoke")[] {
  const manages = pageOf(token, "") !== undefined;
  const isRevoked = token.status === "revoked";
  const isWithdrawn = token.access.state === "withdrawn";
  const decides = mayWithdraw && token.owner.type === "user";
  return [
    ...(manages && isEditable(token, now) ? (["edit"] as const) : []),
    ...(manages && token.status === "active" ? (["rotate"] as const) : []),
    // Someone who may not restore it reads who may, beside the reason.
    ...(decides && isWithdrawn && token.withdrawal?.needs == null ? (["restore"] as const) : []),
    ...(decides && !isWithdrawn && !isRevoked ? (["withdraw"] as const) : []),
    ...(manages && !isRevoked ? (["revoke"] as const) : []),
  ];
}
