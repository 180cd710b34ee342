import { isApiPath } from "@/lib/api/gate";
import { isVerification } from "@/lib/verification/path";
import type { RequestKind } from "./counts";

/** The kind of a request for a path, without its query. Pure. */
export function kindOf(path: string): RequestKind {
  if (isVerification(path)) return "verify";
  if (/^(\/api)?\/oauth\/introspect\/?$/.test(path)) return "introspect";
  return isApiPath(path) ? "api" : "page";
}
