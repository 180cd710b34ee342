"use client";

import { useRef } from "react";
import type { AskedBy } from "./fetch-json";

/** For what is asked every few seconds, and by a button too: tells in its `queryFn` which of the two it is. */
export function useAskedBy() {
  const isByHand = useRef(false);
  return {
    /** Who asks for the request that is about to be sent. */
    askedBy: (): AskedBy => {
      const by = isByHand.current ? "person" : "page";
      isByHand.current = false;
      return by;
    },
    byHand: <Result>(refetch: () => Result): Result => {
      isByHand.current = true;
      return refetch();
    },
  };
}
