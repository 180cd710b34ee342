import type { QueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import type { OwnQueries } from "./client";

export type QueriesPart = typeof import("./part");

export type LoadedQueries = { part: QueriesPart; client: QueryClient };

export const OwnQueriesContext = createContext<
  | {
      queries: OwnQueries;
      /** Undefined until the library is loaded. */
      loaded: LoadedQueries | undefined;
      /** It could not be loaded at the first try, which is repeated. */
      hasFailed: boolean;
      /** Undefined where it cannot be loaded. */
      load: () => Promise<QueriesPart | undefined>;
    }
  | undefined
>(undefined);

export function useQueries() {
  const queries = useContext(OwnQueriesContext);
  if (!queries) throw new Error("useQueries needs an OwnQueriesProvider above it");
  return queries;
}
