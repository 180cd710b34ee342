"use client";

import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/components/query/fetch-json";
import { useOwnClient } from "@/components/query/use-own-client";
import type { TokenDetailsJson } from "@/lib/access-token/json";
import { LIST_PATH } from "@/lib/access-token/page-path";
import { LastUseMessage } from "./last-use-message";

type MadeToken = Pick<TokenDetailsJson, "uuid" | "label" | "hint" | "last_use">;

/** The tokens that go with a token when it is revoked as leaked, asked of the server when that is chosen. */
export function MadeWith({ uuid }: { uuid: string }) {
  const { data, isError } = useQuery(
    {
      queryKey: ["access-tokens", "made-with", uuid],
      queryFn: async ({ signal, client, queryKey }) => {
        const by = client.getQueryData(queryKey) === undefined ? "person" : "page";
        return (await fetchJson<{ results: MadeToken[] }>(`${LIST_PATH}/${uuid}/made-with`, signal, by)).results;
      },
      // What a stranger makes with a leaked token, he makes now.
      refetchInterval: ({ state }) => (state.status === "error" ? false : 4_000),
      staleTime: 0,
    },
    useOwnClient(),
  );
  if (isError) {
    return <p role="status">Couldn’t list the tokens created with it. They’ll be revoked with it all the same.</p>;
  }
  if (data === undefined) return <p className="text-muted-foreground">Looking for tokens created with it…</p>;
  if (data.length === 0) return <p>It created no token that’s still active.</p>;
  return (
    <div className="grid gap-2">
      <p className="font-medium">
        {data.length === 1
          ? "This token will be revoked with it:"
          : `These ${data.length} tokens will be revoked with it:`}
      </p>
      <ul aria-label="Tokens created with it" className="grid gap-2">
        {data.map((token) => (
          <li key={token.uuid} className="grid gap-0.5">
            <span className="flex flex-wrap items-baseline justify-between gap-x-3">
              <bdi className="min-w-0 break-words">{token.label}</bdi>
              <span className="font-mono text-[0.8125rem] text-muted-foreground">{token.hint}</span>
            </span>
            <span className="text-[0.8125rem] text-muted-foreground">
              <LastUseMessage token={token} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
