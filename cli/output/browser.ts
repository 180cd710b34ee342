import { spawn } from "node:child_process";

const OPENERS: Partial<Record<NodeJS.Platform, readonly [file: string, ...args: string[]]>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** Have the person's browser open an address, where there is one. That it does not is no fault: the address is written, too. */
export function openBrowser(address: string): void {
  if (!/^https?:\/\//.test(address)) return;
  const isDark = process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  if (isDark) return;
  const [file, ...args] = OPENERS[process.platform] ?? ["xdg-open"];
  const child = spawn(file, [...args, address], { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}
