import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { signIn } from "@/auth";
import { intentCookie, sealIntent } from "@/lib/oidc/intent";
import { oidcProvider } from "@/lib/oidc/provider";

/**
 * Send the browser to the OpenID Connect provider and, afterwards, to `callbackUrl` (one of our own pages).
 * `confirm` has the person sign in there again, whatever session the provider remembers.
 * @param sessionId the session that asks, for the intents that change what it may do or its account
 */
export async function goToProvider(
  intent: "sign_in" | { type: "connect" | "confirm"; sessionId: string },
  callbackUrl: string,
): Promise<never> {
  // The button is on no page then, but its action can be called.
  if (oidcProvider() === undefined) redirect("/login");
  const again = intent !== "sign_in" && intent.type === "confirm";
  const url: string = await signIn(
    "oidc",
    { redirect: false, redirectTo: callbackUrl },
    again ? { prompt: "login", max_age: "0" } : {},
  );
  const { name, options } = intentCookie();
  const state = new URL(url).searchParams.get("state");
  const jar = await cookies();
  if (intent === "sign_in" || state === null) jar.delete(name);
  else jar.set(name, await sealIntent(intent.type, intent.sessionId, state), options);
  redirect(url);
}
