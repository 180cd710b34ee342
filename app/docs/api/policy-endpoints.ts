import * as dryRun from "@/app/api/iam/v3/organisations/[uuid]/policy/dry-run/route";
import * as enforce from "@/app/api/iam/v3/organisations/[uuid]/policy/enforce/route";
import * as planned from "@/app/api/iam/v3/organisations/[uuid]/policy/planned/route";
import * as policy from "@/app/api/iam/v3/organisations/[uuid]/policy/route";
import type { Documented } from "./documented";

const PATH = "/iam/v3/organisations/{uuid}/policy/";
const POLICIES =
  "in_force, planned, draft: each null, or uuid (of a draft another one after each change), the rules, full_access_by_grant (false: enforced before organisations:write counted as full access, so it does not yet), enforced_from";

/** The endpoints about an organisation's rules for tokens. */
export const POLICY_ENDPOINTS: readonly Documented[] = [
  { method: "GET", path: PATH, handler: policy.GET, answer: `200: ${POLICIES}` },
  {
    method: "PATCH",
    path: PATH,
    handler: policy.PATCH,
    fields: [
      { name: "personal_tokens_allowed", text: "false: only the organisation's own tokens" },
      {
        name: "all_access_allowed",
        text: "false: no token with full access to the whole organisation: all, or organisations:write",
      },
      { name: "expiration_required", text: "true: no token without an expiration date" },
      { name: "purpose_required", text: "true: no token of the purpose other without a description" },
      {
        name: "longest_lifetime_seconds",
        text: "from when an expiration date is given to that date, 60 to 5 years, or null for any",
      },
      { name: "allowed_networks", text: "a list of IP addresses and networks, or null for any" },
    ],
    answer: `200: ${POLICIES}`,
  },
  {
    method: "GET",
    path: `${PATH}dry-run/`,
    handler: dryRun.GET,
    fields: [
      { name: "?of=", text: "draft, planned or in_force; left out: the first of these that there is" },
      { name: "?page=, ?page_size=", text: "from 1; 100 on a page unless asked otherwise, and 500 when more is asked" },
    ],
    answer:
      "200: count, next, previous, results [{token, label, owner, last_used_at, expiration_date, rules, newly_blocked (what applies now does not block it)}], the most recently used first",
  },
  {
    method: "POST",
    path: `${PATH}enforce/`,
    handler: enforce.POST,
    fields: [
      { name: "enforced_from", text: "a date and time with offset, at most a year ahead; null or left out: now" },
      {
        name: "draft",
        text: "the uuid of the draft that was looked at: 409 draft_changed when it was changed since; may be left out by whoever changed the draft last",
      },
    ],
    answer: `200: ${POLICIES}; told, the number of people who were told`,
  },
  {
    method: "DELETE",
    path: `${PATH}planned/`,
    handler: planned.DELETE,
    answer: "204; what was planned is the draft again, unless there is another; 404 when nothing is planned",
  },
];
