import { PageHeader } from "@/components/page/page-header";
import { requireSession } from "@/lib/session/require-session";
import { timezones } from "@/lib/time/zone";
import { ProfileForm } from "./profile-form";

export const metadata = { title: "Profile" };

export default async function ProfilePage() {
  const { user } = await requireSession();
  return (
    <div className="max-w-2xl">
      <PageHeader title="Profile">How you are called, and the clock you live by.</PageHeader>
      <ProfileForm
        email={user.email}
        firstName={user.firstName}
        lastName={user.lastName}
        timezone={user.timezone}
        timezones={[...new Set([...timezones(), user.timezone])]}
      />
    </div>
  );
}
