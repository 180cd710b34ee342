import type { QueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { OwnQueries } from "./client";

export type QueriesPart = typeof import("./part");

export const OwnQueriesContext = createContext<{
  queries: OwnQueries;
  /** Undefined until the library is loaded. */
  loaded: { part: QueriesPart; client: QueryClient } | undefined;
  load: () => Promise<QueriesPart>;
}>({ queries: { person: "" }, loaded: undefined, load: () => import("./part") });

export function useQueries() {
  return useContext(OwnQueriesContext);
}
