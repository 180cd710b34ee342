"use client";

import { CancelDialog } from "./cancel-dialog";
import type { Asked, RotationDialogProps } from "./dialog-props";
import { EndDialog } from "./end-dialog";
import { ExtendDialog } from "./extend-dialog";

/** The dialog of the rotation that is open. */
export function ShownDialog({ asked, ...props }: RotationDialogProps & { asked: Asked }) {
  switch (asked) {
    case "end":
      return <EndDialog {...props} />;
    case "extend":
      return <ExtendDialog {...props} />;
    case "cancel":
      return <CancelDialog {...props} />;
  }
}
