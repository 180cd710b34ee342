"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { LIST_PATH } from "@/components/access-token/list/list-query";
import { type RotationJson, rotationKey } from "./rotation-json";

// Whoever moves a job over looks here for it: a use is written within two seconds or so.
const RUNNING_POLL_MS = 3_000;
const QUIET_POLL_MS = 15_000;

/** What the server rendered, asked again every few seconds as long as the page is visible. */
export function useRotation(uuid: string, seed: RotationJson, asOf: string) {
  const query = useQuery({
    queryKey: ["access-tokens", "rotation", uuid, asOf],
    queryFn: async ({ signal }): Promise<RotationJson> => {
      const answer = await fetch(`${LIST_PATH}/${uuid}/rotation`, { signal, cache: "no-store" });
      if (!answer.ok) throw new Error(`the rotation could not be read: ${answer.status}`);
      return await answer.json();
    },
    initialData: seed,
    refetchInterval: ({ state }) => {
      // A session that ended answers no more: asking on would only fill the console.
      if (state.status === "error") return false;
      return isRunning(state.data ?? seed) ? RUNNING_POLL_MS : QUIET_POLL_MS;
    },
    refetchOnWindowFocus: "always",
    retry: 2,
  });
  // A first use, or somebody elsewhere: the hint, the activity and the rest of the page follow.
  const changed = rotationKey(query.data.token) !== rotationKey(seed.token);
  const router = useRouter();
  useEffect(() => {
    if (changed) router.refresh();
  }, [changed, router]);
  return query;
}

function isRunning({ token }: RotationJson): boolean {
  return token.rotation.pending !== null || token.rotation.retiring !== null;
}
