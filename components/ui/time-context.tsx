"use client";

import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";

const TICK_MS = 20_000;

const TimeContext = createContext<{ now: Date; timezone: string }>({ now: new Date(0), timezone: "UTC" });

/**
 * The person's timezone, and a clock that starts at the server's `now` and ticks from there: a browser whose clock is wrong shows right
 * times, and the first render is the one the server made.
 */
export function TimeProvider({ now, timezone, children }: { now: Date; timezone: string; children: ReactNode }) {
  const start = now.getTime();
  const [present, setPresent] = useState(start);
  useEffect(() => {
    const mounted = performance.now();
    setPresent(start);
    const timer = setInterval(() => setPresent(start + performance.now() - mounted), TICK_MS);
    return () => clearInterval(timer);
  }, [start]);
  const value = useMemo(() => ({ now: new Date(present), timezone }), [present, timezone]);
  return <TimeContext value={value}>{children}</TimeContext>;
}

/** The present by the server's clock; re-renders every 20 seconds. */
export function useNow(): Date {
  return useContext(TimeContext).now;
}

/** The timezone that the person chose in the profile. */
export function useTimezone(): string {
  return useContext(TimeContext).timezone;
}
