import { type Named, quotedName, SUBJECT_NAME_CHARACTERS } from "@/lib/mail/named";
import type { NoticeContent } from "@/lib/notice/content";
import { exactTime } from "@/lib/time/exact";
import { relativeTime } from "@/lib/time/relative";
import { leakMailMessage, REPORTED } from "./leak";
import { type NoticeMailMessage, sunsetText, webhookOffText } from "./message";
import { adviceOf } from "./policy";
import { unprovedMailMessage } from "./unproved";

// A browser's own claim: not our words, and not a name.
const DEVICE = "Device";

/** The subject: what it is about, and last what its thing is called. @param brand where nothing has a name */
export function noticeSubject({ about, named: [first] }: NoticeMailMessage, brand: string): string {
  return first === undefined || first.what === DEVICE
    ? `${about} · ${brand}`
    : `${about}: ${quotedName(first.text, SUBJECT_NAME_CHARACTERS)}`;
}

/** The notice in our own words, apart from texts that people chose, which a mail program would show as if they were ours. */
export function noticeMailMessage(
  notice: NoticeContent,
  { now, timezone }: { now: Date; timezone: string },
): NoticeMailMessage {
  switch (notice.kind) {
    case "token_expires":
    case "token_expired": {
      const { label, organisation, expires_at } = notice.detail;
      const at = new Date(expires_at);
      if (notice.detail.sunset) {
        const about =
          at <= now
            ? "An imported token has stopped working"
            : `An imported token stops working ${relativeTime(at, now)}`;
        return { about, text: sunsetText(at, now, timezone), named: [token(label)] };
      }
      const exact = exactTime(at, timezone);
      const [about, text] =
        at <= now
          ? [
              "An access token has expired",
              `It expired on ${exact}. Requests with it are denied. You can extend it for 30 days after that.`,
            ]
          : [
              `An access token expires ${relativeTime(at, now)}`,
              `On ${exact}. Requests with it are denied after that.`,
            ];
      return { about, text, named: [token(label), ...belongingTo(organisation)] };
    }
    case "token_revoked_by_other": {
      const { label, by, reason, organisation, report } = notice.detail;
      if (report !== undefined) {
        const found = report.place === null ? [] : [{ what: "Found at", text: report.place }];
        return {
          about: "An access token was reported as leaked and revoked",
          text: REPORTED,
          named: [token(label), ...belongingTo(organisation), ...found],
        };
      }
      return {
        about: "An access token was revoked",
        text: "Requests with it are denied from now on.",
        named: [token(label), ...belongingTo(organisation), byWhom(by), ...because(reason)],
      };
    }
    case "token_revoke_undone": {
      const { label, by, organisation } = notice.detail;
      return {
        about: "Your revoke of an access token was undone",
        text: "The token works again, with the same secret. If this is wrong, revoke it again.",
        named: [token(label), ...belongingTo(organisation), byWhom(by)],
      };
    }
    case "token_rotated_by_other": {
      const { label, by, organisation, replaced } = notice.detail;
      const [about, text] = replaced
        ? [
            "The secret of an access token was replaced",
            "The old secret no longer works: everything that uses the token needs the new one.",
          ]
        : [
            "An access token was rotated",
            "The new secret is waiting for its first use. The current one keeps working until then.",
          ];
      return { about, text, named: [token(label), ...belongingTo(organisation), byWhom(by)] };
    }
    case "token_created": {
      const { label, with: maker, address } = notice.detail;
      const how = maker === null ? "In the dashboard" : "With another access token";
      return {
        about: "An access token was created",
        text: `${how}${from(address)}. If this wasn’t you, revoke it and change your password.`,
        named: [token(label), ...(maker === null ? [] : [{ what: "Created with", text: maker }])],
      };
    }
    case "new_sign_in": {
      const { device, address } = notice.detail;
      return {
        about: "New sign-in",
        text: `${address === null ? "" : `From ${address}. `}If this wasn’t you, sign it out and change your password.`,
        named: [{ what: DEVICE, text: device }],
      };
    }
    case "token_access_withdrawn": {
      const { label, organisation, by, reason } = notice.detail;
      return {
        about: "An access token lost access to an organisation",
        text: "Requests there are denied from now on. It keeps working everywhere else.",
        named: [token(label), ...belongingTo(organisation), byWhom(by), ...because(reason)],
      };
    }
    case "token_access_restored": {
      const { label, organisation, by } = notice.detail;
      return {
        about: "An access token has access to an organisation again",
        text: "It works there again, with the same secret.",
        named: [token(label), ...belongingTo(organisation), byWhom(by)],
      };
    }
    case "tokens_access_withdrawn": {
      const { count, organisation, by, reason, made_before } = notice.detail;
      return {
        about: `${count === 1 ? "One" : count} of your access tokens lost access to an organisation`,
        text: `All tokens created before ${exactTime(new Date(made_before), timezone)} are denied there. They keep working everywhere else.`,
        named: [...belongingTo(organisation), ...tokens(notice.detail), byWhom(by), ...because(reason)],
      };
    }
    case "organisation_tokens_revoked": {
      const { count, organisation, by, reason, made_before } = notice.detail;
      return {
        about: `${count === 1 ? "An access token" : `${count} access tokens`} of an organisation that you manage ${count === 1 ? "was" : "were"} revoked`,
        text: `All tokens created before ${exactTime(new Date(made_before), timezone)}. Requests with ${count === 1 ? "it" : "them"} are denied.`,
        named: [...belongingTo(organisation), ...tokens(notice.detail), byWhom(by), ...because(reason)],
      };
    }
    case "token_sweep_finished": {
      const { organisation, done, failed } = notice.detail;
      return {
        about: "A bulk withdrawal in an organisation has finished",
        text: failed === 0 ? `All ${done} succeeded.` : `${done} succeeded, ${failed} failed and can be retried.`,
        named: belongingTo(organisation),
      };
    }
    case "password_changed": {
      const { address } = notice.detail;
      return {
        about: "Your password was changed",
        text: `${address === null ? "" : `From ${address}. `}If this wasn’t you, request a new password now.`,
        named: [],
      };
    }
    case "token_leaked":
      return leakMailMessage(notice.detail);
    case "unproved_tokens_ended":
      return unprovedMailMessage(notice.detail);
    case "tokens_policy_planned":
      return plannedMessage(notice.detail, now, timezone);
    case "tokens_policy_cancelled": {
      const { organisation, enforced_from, by } = notice.detail;
      return {
        about: "An organisation’s new rules won’t apply after all",
        text: `They were planned for ${exactTime(new Date(enforced_from), timezone)}. Nothing changes for your tokens.`,
        named: [...belongingTo(organisation), byWhom(by)],
      };
    }
    case "membership_role_changed": {
      const { organisation, by, before, role } = notice.detail;
      return {
        about: `You are now ${withArticle(role)} of an organisation`,
        text: `Your role was changed from ${before} to ${role}. Your tokens can access only what you can.`,
        named: [...belongingTo(organisation), byWhom(by)],
      };
    }
    case "webhook_switched_off": {
      const { host, why, organisation } = notice.detail;
      return {
        about: "A webhook was switched off",
        text: webhookOffText(why),
        named: [{ what: "Webhook", text: host }, ...belongingTo(organisation)],
      };
    }
    case "membership_removed": {
      const { organisation, by } = notice.detail;
      return {
        about: "You no longer belong to an organisation",
        text: "Your tokens lost access to it. They keep working everywhere else.",
        named: [...belongingTo(organisation), byWhom(by)],
      };
    }
    case "invitation_accepted": {
      const { organisation, person, email, role } = notice.detail;
      return {
        about: "Someone you invited joined an organisation",
        text: `As ${withArticle(role)}.`,
        named: [...belongingTo(organisation), { what: "Who", text: person }, { what: "Invited as", text: email }],
      };
    }
  }
}

function plannedMessage(
  detail: Extract<NoticeContent, { kind: "tokens_policy_planned" }>["detail"],
  now: Date,
  timezone: string,
): NoticeMailMessage {
  const { count, organisation, rules, enforced_from } = detail;
  const at = new Date(enforced_from);
  const some = `${count} ${detail.tokens === "own" ? "of your access tokens" : "of the organisation’s own tokens"}`;
  const about = detail.reminder
    ? `An organisation ${at <= now ? "blocks" : "will soon block"} ${some}`
    : `An organisation has new rules, and ${some} ${count === 1 ? "doesn’t" : "don’t"} follow them`;
  return {
    about,
    text:
      `${at <= now ? "Since" : "From"} ${exactTime(at, timezone)} ${count === 1 ? "it is" : "they are"} denied there. ` +
      `The rules: ${rules.join(" ")} ${adviceOf(detail)}`,
    named: [...belongingTo(organisation), ...tokens(detail)],
  };
}

function token(label: string): Named {
  return { what: "Access token", text: label };
}

/** The first ones are named; the rest are only counted, in our own words. */
function tokens({ labels, count }: { labels: readonly string[]; count: number }): Named[] {
  const of = count > labels.length ? ` (one of ${count})` : "";
  return labels.map((label) => ({ what: `Access token${of}`, text: label }));
}

function belongingTo(organisation: string | undefined): Named[] {
  return organisation === undefined ? [] : [{ what: "Organisation", text: organisation }];
}

function byWhom(by: string): Named {
  return { what: "By", text: by };
}

function because(reason: string | null): Named[] {
  return reason ? [{ what: "Reason", text: reason }] : [];
}

function withArticle(role: string): string {
  return `${/^[aeiou]/.test(role) ? "an" : "a"} ${role}`;
}

function from(address: string | null): string {
  return address === null ? "" : `, from ${address}`;
}
