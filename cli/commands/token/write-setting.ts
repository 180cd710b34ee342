import type { Output } from "../../output/output";
import type { EnvSetting } from "../../settings/env-file";

/** Write a secret into a file of settings, and say who could read that. @throws Failure, and the file is as it was */
export function writeSetting(output: Output, setting: EnvSetting, secret: string): void {
  const { wasOpen, isOpen } = setting.write(secret);
  if (isOpen)
    output.warn(`others may be able to read ${setting.typed}, which holds a secret: its disk keeps no permissions.`);
  else if (wasOpen) output.warn(`others could read ${setting.typed}, and no longer can: it holds a secret.`);
}
