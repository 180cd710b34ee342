"use server";

import { cookies } from "next/headers";
import { env } from "@/lib/env";
import { parseTheme, THEME_COOKIE } from "./theme";

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Keep the person's choice in this browser. Setting a cookie renders the layout again, with the theme on `<html>`. */
export async function setThemeAction(chosen: string): Promise<void> {
  (await cookies()).set(THEME_COOKIE, parseTheme(chosen), {
    path: "/",
    maxAge: YEAR_SECONDS,
    sameSite: "lax",
    httpOnly: true,
    secure: env().APP_URL.startsWith("https:"),
  });
}
