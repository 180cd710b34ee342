"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useOwnClient } from "@/components/query/use-own-client";
import { askBell, BELL_KEY, type BellData } from "./use-bell";

/** Mark notices as read. The bell knows at once, and what the server shows of them follows. */
export function useMarkRead() {
  const queryClient = useOwnClient();
  const router = useRouter();
  return useMutation(
    {
      mutationFn: (read: readonly string[] | "all") =>
        askBell({
          method: "POST",
          body: JSON.stringify({ read }),
          headers: { "Content-Type": "application/json" },
          // A link that is followed leaves the page at the same moment.
          keepalive: true,
        }),
      onSuccess: async (bell) => {
        // What was asked for before knows less.
        await queryClient.cancelQueries({ queryKey: BELL_KEY });
        queryClient.setQueryData<BellData>(BELL_KEY, bell);
        router.refresh();
      },
    },
    queryClient,
  );
}
