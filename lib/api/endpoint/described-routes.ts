import type { Description } from "./description";
import { isEndpoint } from "./endpoint";
import type { Handler } from "./serve";

/** What the endpoints of some routes say of themselves, in the order of the routes. */
export function descriptionsOf(
  routes: Readonly<Record<string, Readonly<Record<"GET" | "POST" | "PATCH" | "DELETE", Handler>>>>,
): readonly Description[] {
  return Object.values(routes).flatMap(({ GET, POST, PATCH, DELETE }) =>
    [GET, POST, PATCH, DELETE].filter(isEndpoint).map(({ description }) => description),
  );
}
