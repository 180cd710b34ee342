"use client";

import { useState } from "react";
import { extendOverlapAction } from "@/app/(dashboard)/account/access-tokens/[uuid]/rotation/actions";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { useTimezone } from "@/components/ui/time-context";
import { extendChoices } from "@/lib/access-token/lifetime/extend-choices";
import { exactTime } from "@/lib/time/exact";
import { ConfirmDialog } from "./confirm-dialog";
import type { RotationDialogProps } from "./dialog-props";

/** Let the old secret work longer: until one of a few dates, up to seven days after the overlap began. */
export function ExtendDialog({ view, onDone, ...dialog }: RotationDialogProps) {
  const { token } = view;
  const timezone = useTimezone();
  const retiresAt = token.rotation.retires_at ?? "";
  const latest = token.rotation_details.retiring?.latest_retires_at ?? retiresAt;
  const choices = extendChoices(new Date(retiresAt), new Date(latest));
  const [chosen, setChosen] = useState(choices[0]?.at.toISOString() ?? retiresAt);
  return (
    <ConfirmDialog
      title="Extend the overlap"
      lead={`The old secret works until ${exactTime(new Date(retiresAt), timezone)}. The overlap can last up to seven days, but never past the token’s expiration date.`}
      verb="Extend"
      action={() => extendOverlapAction(token.uuid, chosen)}
      {...dialog}
      onDone={() => onDone("Overlap extended", `The old secret works until ${exactTime(new Date(chosen), timezone)}.`)}
    >
      <RadioGroup legend="Keep it working">
        {choices.map(({ words, at }) => (
          <Radio
            key={words}
            name="retires_at"
            label={words}
            description={`until ${exactTime(at, timezone)}`}
            checked={chosen === at.toISOString()}
            onChange={() => setChosen(at.toISOString())}
          />
        ))}
      </RadioGroup>
    </ConfirmDialog>
  );
}
