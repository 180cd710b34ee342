"use client";

import { usePathname } from "next/navigation";
import { ActivityUnreadable } from "@/components/activity/unreadable";

/** When the activity cannot be read: nothing of it is lost. */
export default function OrganisationActivityError({ retry }: { retry: () => void }) {
  return <ActivityUnreadable title="Couldn’t load the activity" path={usePathname()} retry={retry} />;
}
