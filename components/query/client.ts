import { QueryClient } from "@tanstack/react-query";

/** Stands for what pages have asked of the server for one person, also before anything has been asked. */
export type OwnQueries = object;

const STALE_MS = 10_000;
// Coming back to a tab asks for nothing by itself: what shall be kept up to date says so.
const ONLY_WHEN_ASKED = { refetchOnWindowFocus: false, refetchOnReconnect: false };

const clients = new WeakMap<OwnQueries, QueryClient>();

/** The one that keeps what pages have asked for one person. */
export function clientOf(queries: OwnQueries): QueryClient {
  const known = clients.get(queries);
  if (known !== undefined) return known;
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: STALE_MS, retry: 1, ...ONLY_WHEN_ASKED } },
  });
  clients.set(queries, client);
  return client;
}
