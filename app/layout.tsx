import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "@/components/providers";
import { parseTheme, THEME_COOKIE } from "@/components/theme/theme";
import { env } from "@/lib/env";
import { FONTS } from "./fonts/fonts";

export function generateMetadata(): Metadata {
  const name = env().BRAND_NAME;
  return {
    title: { default: name, template: `%s · ${name}` },
    description: "Many access tokens instead of one: labelled, limited, expiring, revoked one by one.",
    robots: { index: false, follow: false },
    formatDetection: { telephone: false, email: false, address: false },
  };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [cookieStore, headerList] = await Promise.all([cookies(), headers()]);
  return (
    <html
      lang="en"
      data-theme={parseTheme(cookieStore.get(THEME_COOKIE)?.value)}
      className={FONTS}
      // The theme switch shows its effect at once and lets the server follow.
      suppressHydrationWarning
    >
      <body>
        <a
          href="#main"
          className="sr-only rounded-md bg-primary px-4 py-2 font-medium text-primary-foreground text-sm focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-70"
        >
          Skip to content
        </a>
        <Providers nonce={headerList.get("x-nonce") ?? undefined}>{children}</Providers>
      </body>
    </html>
  );
}
