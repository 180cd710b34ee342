import * as access from "@/app/api/iam/v3/organisations/[uuid]/access-tokens/[token]/access/route";
import * as tokens from "@/app/api/iam/v3/organisations/[uuid]/access-tokens/route";
import * as sweep from "@/app/api/iam/v3/organisations/[uuid]/access-tokens/sweeps/[sweep]/route";
import * as sweeps from "@/app/api/iam/v3/organisations/[uuid]/access-tokens/sweeps/route";
import type { Documented } from "./documented";

const PATH = "/iam/v3/organisations/{uuid}/access-tokens/";
const PAGES = {
  name: "?page=, ?page_size=",
  text: "from 1; 100 on a page unless asked otherwise, and 500 when more is asked",
};
const SWEEP =
  "uuid, made_before, personal, organisation, reason, created_at, created_by, finished_at, tokens {pending, withdrawn, revoked, unchanged, failed}";

/** The endpoints about the tokens that reach an organisation. */
export const ORGANISATION_TOKEN_ENDPOINTS: readonly Documented[] = [
  {
    method: "GET",
    path: PATH,
    handler: tokens.GET,
    fields: [
      { name: "?status=", text: "active, expired or revoked" },
      { name: "?kind=", text: "personal or organisation" },
      { name: "?access=", text: "active, withdrawn or blocked" },
      { name: "?unused=", text: "never, or for 30 or 90 days" },
      {
        name: "?never_expires=, ?all_access=",
        text: "true or false; all_access is full access to the whole organisation: all, or organisations:write",
      },
      {
        name: "?known_to_former=",
        text: "true or false: tokens of the organisation with a secret in use that was made by somebody who has left since",
      },
      { name: "?role=, ?owner=", text: "personal tokens of people with this role, or of the person with this uuid" },
      { name: "?team=, ?application=, ?workflow=", text: "what a token of the organisation is assigned to" },
      { name: "?purpose=, ?q=", text: "as in a token; part of the label, description, workflow or owner" },
      {
        name: "?o=",
        text: "label, owner, status, created_at, expiration_date, last_used_at or rotated_at; with - before it for descending",
      },
      PAGES,
    ],
    answer:
      "200: count, next, previous, results: as a token, with of its limits only those to the organisation, and rotated_at, all_access, access {state, reason}, and the owner's role; hint is null for who may not manage the token",
  },
  {
    method: "PATCH",
    path: `${PATH}{token}/access/`,
    handler: access.PATCH,
    fields: [
      { name: "state", text: "withdrawn, or active to give it back; required" },
      { name: "reason", text: "why, up to 500 characters: the owner and whatever uses the token are told" },
    ],
    answer: "200: uuid, access {state, reason}; the same again changes nothing",
  },
  {
    method: "GET",
    path: `${PATH}sweeps/`,
    handler: sweeps.GET,
    fields: [PAGES],
    answer: `200: count, next, previous, results: ${SWEEP}`,
  },
  {
    method: "POST",
    path: `${PATH}sweeps/`,
    handler: sweeps.POST,
    fields: [
      {
        name: "made_before",
        text: "a date and time with offset, not in the future; required. A token counts as made when its oldest secret in use was: one that was rotated since, and whose former secret has ended, is left out",
      },
      { name: "personal", text: "withdraw the access of personal tokens; true unless asked otherwise" },
      { name: "organisation", text: "revoke the organisation's own, for good; false unless asked otherwise" },
      { name: "reason", text: "why, up to 500 characters" },
    ],
    answer: `202: ${SWEEP}`,
  },
  { method: "GET", path: `${PATH}sweeps/{sweep}/`, handler: sweep.GET, answer: `200: ${SWEEP}` },
];
