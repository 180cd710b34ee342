import type { AccountActivityRow } from "@/db/activity/account";
import { personName } from "@/lib/access-token/json";

/** The actor in a row of an account's activity. */
export type ActivityActor =
  | { type: "you" }
  /** The token that it happened to. */
  | { type: "token_itself" }
  /** One of the person's own tokens; without a label once it is gone. */
  | { type: "token"; id: string; label: string | null }
  /** Someone else; the token that they used is not shown. */
  | { type: "person"; name: string; withToken: boolean }
  /** A token of this organisation. */
  | { type: "organisation"; name: string }
  /** Someone who reported a secret as leaked, without saying who they are. */
  | { type: "report" }
  /** The operator at the command line, or the instance itself. */
  | { type: "operator" }
  /** Unknown: a refused request or sign-in. */
  | { type: "unknown" };

export function activityActor(row: AccountActivityRow, userId: string): ActivityActor {
  if (row.type.endsWith("refused")) return { type: "unknown" };
  if (row.actor_token_id !== null) {
    if (row.actor_token_id === row.target_id) return { type: "token_itself" };
    if (row.actor_token_organisation_name !== null) {
      return { type: "organisation", name: row.actor_token_organisation_name };
    }
    if (row.actor_user_id === null || row.actor_user_id === userId) {
      return { type: "token", id: row.actor_token_id, label: row.actor_token_label };
    }
  }
  if (row.actor_user_id === null) return { type: isReport(row) ? "report" : "operator" };
  if (row.actor_user_id === userId) return { type: "you" };
  const name = personName({
    firstName: row.actor_first_name ?? "",
    lastName: row.actor_last_name ?? "",
    email: row.actor_email ?? "",
  });
  return { type: "person", name: name === "" ? "someone who has left" : name, withToken: row.actor_token_id !== null };
}

/** Whether nobody is known to have done it because someone who found a secret reported it. */
export function isReport({ after }: { after?: unknown }): boolean {
  return typeof after === "object" && after !== null && "reported" in after && after.reported === true;
}

/** The actor as text, for a file. */
export function actorText(actor: ActivityActor): string {
  switch (actor.type) {
    case "you":
      return "you";
    case "token_itself":
      return "the token itself";
    case "token":
      return actor.label === null ? "another token" : `token ${actor.label}`;
    case "person":
      return actor.withToken ? `${actor.name}, with an access token` : actor.name;
    case "organisation":
      return `a token of ${actor.name}`;
    case "report":
      return "a leak report";
    case "operator":
      return "the operator";
    case "unknown":
      return "";
  }
}
