import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { invitationCookie } from "@/lib/invitation/cookie";

/** Back from the provider: to the invitation from which one went there. */
export async function GET(): Promise<never> {
  const { name, options } = invitationCookie();
  const jar = await cookies();
  const code = jar.get(name)?.value;
  // Not by `delete`: a browser changes a cookie of this name only for who says `Secure`.
  jar.set(name, "", { ...options, maxAge: 0 });
  redirect(code ? `/invitations/${encodeURIComponent(code)}` : "/");
}
