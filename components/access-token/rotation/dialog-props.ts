import type { RotationJson } from "./rotation-json";

/** Which dialog of the rotation is open. */
export type Asked = "end" | "extend" | "cancel";

/** The props of each dialog of this section. */
export type RotationDialogProps = {
  view: RotationJson;
  onClose: () => void;
  onDone: (title: string, description: string) => void;
  restoreFocus: (event: Event) => void;
};
