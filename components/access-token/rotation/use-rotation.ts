"use client";

import { LIST_PATH } from "@/components/access-token/list/list-query";
import { usePolled, useRefreshWhen } from "@/components/query/use-polled";
import { type RotationJson, rotationKey } from "./rotation-json";

// Whoever moves a job over looks here for it: a use is written within two seconds or so.
const RUNNING_POLL_MS = 3_000;
const QUIET_POLL_MS = 15_000;

/** The rotation of a token, as the server rendered it at `asOf`, kept up to date. */
export function useRotation(uuid: string, seed: RotationJson, asOf: string) {
  const query = usePolled({
    key: ["access-tokens", "rotation", uuid, asOf],
    path: `${LIST_PATH}/${uuid}/rotation`,
    seed,
    every: (data) => (isRunning(data) ? RUNNING_POLL_MS : QUIET_POLL_MS),
    read: (answer: RotationJson) => answer,
  });
  // A first use, or somebody elsewhere: the hint, the activity and the rest of the page follow.
  useRefreshWhen(rotationKey(query.data.token) !== rotationKey(seed.token));
  return query;
}

function isRunning({ token }: RotationJson): boolean {
  return token.rotation.pending !== null || token.rotation.retiring !== null;
}
