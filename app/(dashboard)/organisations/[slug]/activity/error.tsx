"use client";

import { usePathname } from "next/navigation";
import { ActivityUnreadable } from "@/components/activity/unreadable";

/** When the activity cannot be read: nothing of it is lost. */
export default function OrganisationActivityError({ retry }: { retry: () => void }) {
  return <ActivityUnreadable title="The activity could not be read" path={usePathname()} retry={retry} />;
}
