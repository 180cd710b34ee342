import { PageHeader } from "@/components/page/page-header";
import { requireSession } from "@/lib/session/require-session";
import { timezones } from "@/lib/time/zone";
import { ProfileForm } from "./profile-form";

export const metadata = { title: "Profile" };

export default async function ProfilePage() {
  const { user } = await requireSession();
  return (
    <div className="max-w-2xl">
      <PageHeader title="Profile">Your name, time zone and keyboard.</PageHeader>
      <ProfileForm
        email={user.email}
        firstName={user.firstName}
        lastName={user.lastName}
        timezone={user.timezone}
        singleKeyShortcuts={user.singleKeyShortcuts}
        timezones={[...new Set([...timezones(), user.timezone])]}
      />
    </div>
  );
}
