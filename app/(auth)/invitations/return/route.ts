import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { invitationCookie } from "@/lib/invitation/cookie";

/** Back from the provider: to the invitation from which one went there. */
export async function GET(): Promise<never> {
  const { name, options } = invitationCookie();
  const jar = await cookies();
  const code = jar.get(name)?.value;
  jar.delete({ name, path: options.path });
  redirect(code ? `/invitations/${encodeURIComponent(code)}` : "/");
}
