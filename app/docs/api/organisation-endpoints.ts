import * as activities from "@/app/api/iam/v3/organisations/[uuid]/activities/route";
import * as resend from "@/app/api/iam/v3/organisations/[uuid]/invitations/[invitation]/resend/route";
import * as invitation from "@/app/api/iam/v3/organisations/[uuid]/invitations/[invitation]/route";
import * as invitations from "@/app/api/iam/v3/organisations/[uuid]/invitations/route";
import * as member from "@/app/api/iam/v3/organisations/[uuid]/members/[user]/route";
import * as members from "@/app/api/iam/v3/organisations/[uuid]/members/route";
import * as organisation from "@/app/api/iam/v3/organisations/[uuid]/route";
import * as team from "@/app/api/iam/v3/organisations/[uuid]/teams/[team]/route";
import * as teams from "@/app/api/iam/v3/organisations/[uuid]/teams/route";
import * as organisations from "@/app/api/iam/v3/organisations/route";
import type { Documented, Field } from "./documented";

const PATH = "/iam/v3/organisations/";
const ONE = `${PATH}{uuid}/`;
const LIST = "200: count, next, previous, results";
const PAGES: Field = {
  name: "?page=, ?page_size=",
  text: "from 1; 100 on a page unless asked otherwise, and 500 when more is asked",
};
const ORGANISATION = "uuid, name, slug, created_at, role (yours)";
const TEAM = "uuid, organisation, name, members, created_at";
const MEMBER = "uuid, email, first_name, last_name, role, created_at";
const INVITATION =
  "uuid, organisation, email, role, state, is_mailed, message, applications, created_at, sent_at, expires_at";
const TEAM_FIELDS: readonly Field[] = [
  { name: "name", text: "1 to 100 characters, once in the organisation" },
  { name: "members", text: "a list of uuids of people who are no guests" },
];

/** The endpoints about organisations, their people and teams. */
export const ORGANISATION_ENDPOINTS: readonly Documented[] = [
  {
    method: "GET",
    path: PATH,
    handler: organisations.GET,
    fields: [
      { name: "?slug=, ?name=", text: "the exact slug or name" },
      { name: "?o=", text: "name, slug or created_at; with - before it for descending" },
      PAGES,
    ],
    answer: LIST,
  },
  {
    method: "POST",
    path: PATH,
    handler: organisations.POST,
    fields: [{ name: "name", text: "1 to 100 characters; required" }],
    answer: `201: ${ORGANISATION}`,
  },
  { method: "GET", path: ONE, handler: organisation.GET, answer: `200: ${ORGANISATION}` },
  {
    method: "PATCH",
    path: ONE,
    handler: organisation.PATCH,
    fields: [{ name: "name", text: "1 to 100 characters" }],
    answer: "200: the organisation as it is now",
  },
  { method: "DELETE", path: ONE, handler: organisation.DELETE, answer: "204; 400 while it has applications" },
  {
    method: "GET",
    path: `${ONE}members/`,
    handler: members.GET,
    fields: [
      { name: "?role=", text: "owner, admin, member or guest" },
      { name: "?email=", text: "the whole address" },
      PAGES,
    ],
    answer: LIST,
  },
  { method: "GET", path: `${ONE}members/{user}/`, handler: member.GET, answer: `200: ${MEMBER}` },
  {
    method: "PATCH",
    path: `${ONE}members/{user}/`,
    handler: member.PATCH,
    fields: [{ name: "role", text: "owner, admin, member or guest, at most your own; required" }],
    answer: "200: the person as he or she is now",
  },
  { method: "DELETE", path: `${ONE}members/{user}/`, handler: member.DELETE, answer: "204" },
  {
    method: "GET",
    path: `${ONE}invitations/`,
    handler: invitations.GET,
    fields: [{ name: "?email=", text: "the whole address" }, PAGES],
    answer: LIST,
  },
  {
    method: "POST",
    path: `${ONE}invitations/`,
    handler: invitations.POST,
    fields: [
      { name: "email", text: "whom to invite; required" },
      { name: "role", text: "owner, admin, member or guest, at most your own; member unless given" },
      { name: "applications", text: "of a guest, a list of {application, access}; access is read or write" },
    ],
    answer: `201: ${INVITATION}. Where mail is off, is_mailed is false and message says to ask a platform owner for the link; 429 after 50 mails within an hour`,
  },
  { method: "GET", path: `${ONE}invitations/{invitation}/`, handler: invitation.GET, answer: `200: ${INVITATION}` },
  { method: "DELETE", path: `${ONE}invitations/{invitation}/`, handler: invitation.DELETE, answer: "204" },
  {
    method: "POST",
    path: `${ONE}invitations/{invitation}/resend/`,
    handler: resend.POST,
    answer: "200: the invitation as it is now; 429 within a minute of the mail before",
  },
  {
    method: "GET",
    path: `${ONE}teams/`,
    handler: teams.GET,
    fields: [{ name: "?name=", text: "the exact name" }, PAGES],
    answer: LIST,
  },
  { method: "POST", path: `${ONE}teams/`, handler: teams.POST, fields: TEAM_FIELDS, answer: `201: ${TEAM}` },
  { method: "GET", path: `${ONE}teams/{team}/`, handler: team.GET, answer: `200: ${TEAM}` },
  {
    method: "PATCH",
    path: `${ONE}teams/{team}/`,
    handler: team.PATCH,
    fields: TEAM_FIELDS,
    answer: "200: the team as it is now",
  },
  { method: "DELETE", path: `${ONE}teams/{team}/`, handler: team.DELETE, answer: "204" },
  {
    method: "GET",
    path: `${ONE}activities/`,
    handler: activities.GET,
    fields: [
      { name: "?application=", text: "what was about this application, or within it" },
      { name: "?user=", text: "what the person with this uuid did, and what happened to him or her" },
      { name: "?type=", text: "the exact type, such as membership.role_changed" },
      { name: "?created_after=, ?created_before=", text: "a date and time with offset: from then on, before then" },
      { name: "?o=", text: "created_at; with - before it, as unless asked otherwise, the newest first" },
      PAGES,
    ],
    answer:
      "200: count, next, previous, results {uuid, organisation, application, created_at, user, user_email, type, description, context {target, subject, token, before, after, address, user_agent, request_id}}",
  },
];
