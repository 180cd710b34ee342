import type { QueryClient } from "@tanstack/react-query";
import { clientOf } from "./client";
import { useQueries } from "./own-queries-context";

/** For `useQuery` in parts of a page that are loaded later. In the page itself it is `useLaterQuery`, or the library is loaded with the page. */
export function useOwnClient(): QueryClient {
  return clientOf(useQueries().queries);
}
