import { Landing } from "@/components/landing/landing";
import { Shell } from "@/components/shell/shell";
import { findSession } from "@/lib/session/find-session";
import { Overview } from "./(dashboard)/overview/overview";

/** A visitor reads what this is; someone who is signed in sees what needs attention. */
export default async function HomePage() {
  const principal = await findSession();
  if (!principal) return <Landing now={new Date()} />;
  return (
    <Shell principal={principal}>
      <Overview principal={principal} />
    </Shell>
  );
}
