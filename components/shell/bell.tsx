"use client";

import { useEffect, useRef, useState } from "react";
import { useBell } from "@/components/notices/use-bell";
import { useOpener } from "@/components/ui/use-opener";
import { BellButton } from "./bell-button";

const loadPopover = () => import("./open-bell");

/** Notices of the signed-in person: how many are unread and, opened, the newest of them. */
export function Bell({ unread: seed, asOf }: { unread: number; asOf: string }) {
  const bell = useBell(seed, asOf);
  const { part, openerProps } = useOpener(loadPopover);
  const { unread } = bell.data;
  return (
    <>
      {part ? <part.OpenBell bell={bell} /> : <BellButton unread={unread} {...openerProps} aria-haspopup="dialog" />}
      <Announcement unread={unread} />
    </>
  );
}

/** Tells a screen reader when there are more than before, and nothing when the page loads. */
function Announcement({ unread }: { unread: number }) {
  const before = useRef(unread);
  const [text, setText] = useState("");
  useEffect(() => {
    if (unread > before.current) setText(unread === 1 ? "1 unread notification" : `${unread} unread notifications`);
    before.current = unread;
  }, [unread]);
  return (
    <span role="status" className="sr-only">
      {text}
    </span>
  );
}
