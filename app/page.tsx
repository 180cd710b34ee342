import { Shell } from "@/components/shell/shell";
import { requireSession } from "@/lib/session/require-session";

export default async function HomePage() {
  const principal = await requireSession();
  return (
    <Shell principal={principal}>
      <h1>Overview</h1>
    </Shell>
  );
}
