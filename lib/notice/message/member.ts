import type { NoticeContent } from "@/lib/notice/content";
import type { NoticeMessage } from "./message";

type MemberNotice = Extract<NoticeContent, { kind: `membership_${string}` | `invitation_${string}` }>;

/** The texts of notices about memberships. */
export function memberNoticeMessage(notice: MemberNotice): NoticeMessage {
  switch (notice.kind) {
    case "membership_role_changed": {
      const { organisation, slug, by, before, role } = notice.detail;
      return {
        title: `You are now ${withArticle(role)} of ${organisation}`,
        text: `${by} changed your role from ${before} to ${role}. Your tokens can access only what you can.`,
        links: [{ label: "Open the organisation", path: `/organisations/${slug}` }],
      };
    }
    case "membership_removed": {
      const { organisation, by } = notice.detail;
      return {
        title: `You no longer belong to ${organisation}`,
        text: `${by} removed you. Your tokens lost access to it. They keep working everywhere else.`,
        links: [{ label: "View your tokens", path: "/account/access-tokens" }],
      };
    }
    case "invitation_accepted": {
      const { organisation, slug, person, email, role } = notice.detail;
      return {
        title: `${person} joined ${organisation}`,
        text: `As ${withArticle(role)}, with your invitation to ${email}.`,
        links: [{ label: "View people", path: `/organisations/${slug}/members` }],
      };
    }
  }
}

function withArticle(role: string): string {
  return `${/^[aeiou]/.test(role) ? "an" : "a"} ${role}`;
}
