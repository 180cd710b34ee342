import Bowser from "bowser";

export type Device = {
  /** `Firefox on Linux`, `Safari on iPhone`; for anything but a browser its first word, such as `curl`. */
  name: string;
  type: "desktop" | "mobile" | "tablet" | "other";
};

const TYPES = ["desktop", "mobile", "tablet"] as const;

/** The device that a user agent claims to be: good enough to recognise one's own devices, not to trust. */
export function deviceOf(userAgent: string): Device {
  if (userAgent === "") return { name: "Unknown device", type: "other" };
  const { browser, os, platform } = Bowser.parse(userAgent);
  const system = platform.model === "iPhone" || platform.model === "iPad" ? platform.model : os.name;
  if (!browser.name || !system) return { name: userAgent.split(/[/\s]/)[0] || "Unknown device", type: "other" };
  return { name: `${browser.name} on ${system}`, type: TYPES.find((type) => type === platform.type) ?? "other" };
}
