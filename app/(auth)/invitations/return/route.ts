import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { invitationCookie } from "@/lib/invitation/cookie";

/** Return from the provider to the invitation that led there. */
export async function GET(): Promise<never> {
  const { name, options } = invitationCookie();
  const jar = await cookies();
  const code = jar.get(name)?.value;
  // Not by `delete`: a browser changes a cookie of this name only when `Secure` is set.
  jar.set(name, "", { ...options, maxAge: 0 });
  redirect(code ? `/invitations/${encodeURIComponent(code)}` : "/");
}
