import { homedir } from "node:os";
import path from "node:path";

/** Where the client keeps what it knows, as each platform has it. Asked for each time: tests and people change the environment. */
export function settingsFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const { XDG_CONFIG_HOME, APPDATA } = env;
  // The specification ignores what is relative.
  if (XDG_CONFIG_HOME !== undefined && path.isAbsolute(XDG_CONFIG_HOME)) return path.join(XDG_CONFIG_HOME, "latchkey");
  if (platform === "win32") return path.join(APPDATA ?? path.join(homedir(), "AppData", "Roaming"), "latchkey");
  if (platform === "darwin") return path.join(homedir(), "Library", "Application Support", "latchkey");
  return path.join(homedir(), ".config", "latchkey");
}
