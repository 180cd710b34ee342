"use client";

import { ActivityUnreadable } from "@/components/activity/unreadable";
import { ACTIVITY_PATH } from "./activity-query";

/** When the activity cannot be read: nothing of it is lost. */
export default function ActivityError({ retry }: { retry: () => void }) {
  return <ActivityUnreadable title="Couldn’t load your activity" path={ACTIVITY_PATH} retry={retry} />;
}
