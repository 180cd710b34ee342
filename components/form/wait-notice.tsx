"use client";

import { useEffect, useState } from "react";
import { FormNotice } from "./form-notice";

/** After too many wrong passwords, or as `why` says: how long to wait, counted down. Give it a new `key` for each refusal. */
export function WaitNotice({
  seconds,
  why = "Too many wrong passwords. Wait before you try again.",
}: {
  seconds: number;
  why?: string;
}) {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = performance.now() + seconds * 1000;
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      setLeft(rest);
      if (rest === 0) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [seconds]);
  if (left === 0) return <FormNotice tone="neutral">You can try again now.</FormNotice>;
  return (
    <FormNotice tone="warning">
      {why} {/* Announced once: a screen reader is not to count along. */}
      <span className="sr-only">Try again in {durationMessage(seconds)}.</span>
      <span aria-hidden="true">Try again in {durationMessage(left)}.</span>
    </FormNotice>
  );
}

function durationMessage(seconds: number): string {
  if (seconds < 120) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
