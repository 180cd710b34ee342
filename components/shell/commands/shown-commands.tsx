"use client";

import { useLater } from "@/components/ui/use-later";
import type { Places } from "../navigation/place";
import type { Keyboard, Shown } from "./commands-context";
import { KeyList } from "./key-list";
import { Palette } from "./palette";

const loadFind = () => import("@/components/access-token/dialogs/find-dialog");
const loadCreate = () => import("@/components/organisation/create-dialog");

/** The dialog of the shell that is open. */
export function ShownCommands({
  shown,
  places,
  keyboard,
  close,
  goOn,
  restoreFocus,
}: {
  shown: Shown;
  places: Places;
  keyboard: Keyboard;
  close: () => void;
  goOn: (next: Shown) => void;
  restoreFocus: (event: Event) => void;
}) {
  const finding = useLater(loadFind, shown.type === "find token", close);
  const creating = useLater(loadCreate, shown.type === "new organisation", close);
  switch (shown.type) {
    case "palette":
      return <Palette {...{ places, keyboard, close, goOn, restoreFocus }} />;
    case "keys":
      return <KeyList {...{ keyboard, close, restoreFocus }} />;
    case "find token":
      return (
        finding && (
          <finding.FindDialog expected={undefined} pasted={shown.pasted} close={close} restoreFocus={restoreFocus} />
        )
      );
    case "new organisation":
      return creating && <creating.CreateOrganisationDialog close={close} onCloseAutoFocus={restoreFocus} />;
  }
}
