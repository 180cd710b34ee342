import { holdsSecret } from "@/lib/access-token/secret/format";
import type { FormFields } from "@/lib/api/request/form";
import { ownPath } from "@/lib/session/callback-url";

/** Where a form of filters is sent. */
export const SUBMIT_PATH = "/search";
/** The field of that form that names the path of its list. */
export const PATH_FIELD = "list";
/** In the address of a list: a secret was sent as its search, and dropped. */
export const DROPPED = "secret_dropped";

/** The address of the list that a form of filters asks for, without what holds a secret. Pure. */
export function submittedHref(fields: FormFields): string {
  const params = new URLSearchParams();
  for (const [name, value] of fields) {
    if (holdsSecret(`${name} ${value}`)) params.set(DROPPED, "1");
    else if (name !== PATH_FIELD && value.trim() !== "") params.append(name, value.trim());
  }
  const path = ownPath(fields.find(([name]) => name === PATH_FIELD)?.[1])?.replace(/[?#].*/, "");
  if (path === undefined || holdsSecret(path)) return "/";
  return params.size === 0 ? path : `${path}?${params}`;
}
