import { z } from "zod";

export const THEME_COOKIE = "theme";
const theme = z.enum(["light", "dark", "system"]);
export type Theme = z.output<typeof theme>;

/** What the cookie (or a form) says; `system` for anything else. */
export function parseTheme(value: unknown): Theme {
  return theme.catch("system").parse(value);
}
