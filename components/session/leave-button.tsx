"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";

/**
 * Load the page anew: signed out, that leads to signing in and back here; as another account, to what that one sees here. A
 * browser that is told to stay leaves the dialog as it was.
 */
export function LeaveButton({ other }: { other: string | undefined }) {
  const [leaving, setLeaving] = useState(false);
  return (
    <Button
      disabled={leaving}
      onClick={() => {
        window.location.reload();
        setLeaving(true);
        setTimeout(() => setLeaving(false), 2_000);
      }}
    >
      {other === undefined ? "Discard and leave" : "Discard and switch account"}
    </Button>
  );
}
