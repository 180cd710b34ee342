import { z } from "zod";
import * as appTemplates from "@/app/api/apps/v3/app-templates/route";
import * as application from "@/app/api/apps/v3/applications/[uuid]/route";
import * as applications from "@/app/api/apps/v3/applications/route";
import * as variable from "@/app/api/apps/v3/environment-variables/[uuid]/route";
import * as variables from "@/app/api/apps/v3/environment-variables/route";
import * as environment from "@/app/api/apps/v3/environments/[uuid]/route";
import * as environments from "@/app/api/apps/v3/environments/route";
import * as regions from "@/app/api/apps/v3/regions/route";
import * as appsIndex from "@/app/api/apps/v3/route";
import * as retiring from "@/app/api/iam/v3/access-tokens/[uuid]/retiring/route";
import * as rotation from "@/app/api/iam/v3/access-tokens/[uuid]/rotate/route";
import * as token from "@/app/api/iam/v3/access-tokens/[uuid]/route";
import * as usage from "@/app/api/iam/v3/access-tokens/[uuid]/usage/route";
import * as tokens from "@/app/api/iam/v3/access-tokens/route";
import * as selfRotation from "@/app/api/iam/v3/access-tokens/self/rotate/route";
import * as self from "@/app/api/iam/v3/access-tokens/self/route";
import * as me from "@/app/api/iam/v3/me/route";
import * as index from "@/app/api/iam/v3/route";
import * as legacyApplications from "@/app/api/legacy/v3/applications/route";
import type { Documented, Field } from "./documented";

import { ORGANISATION_ENDPOINTS } from "./organisation-endpoints";
import { ORGANISATION_TOKEN_ENDPOINTS } from "./organisation-token-endpoints";
import { POLICY_ENDPOINTS } from "./policy-endpoints";

const described = z.object({ summary: z.string(), scope: z.string() });

const TOKEN_FIELDS: readonly Field[] = [
  { name: "label", text: "1 to 255 characters" },
  { name: "purpose", text: "local_development, ci_pipeline, shared_environment, automation or other" },
  { name: "description", text: "up to 1,024 characters" },
  { name: "scopes", text: "a list of scopes, at least one" },
  {
    name: "limits",
    text: "null for everything its owner can reach, or a list of {organisation, application?, environment?}",
  },
  { name: "expiration_date", text: "a date and time with offset, at most 5 years ahead, or null for never" },
  { name: "allowed_networks", text: "null for any, or a list of IP addresses and networks" },
  { name: "may_rotate_itself", text: "true or false" },
];

const ASSIGNED_FIELDS: readonly Field[] = [
  { name: "acts_as", text: "admin, member or guest: the role of an organisation's token, at most your own" },
  {
    name: "team, application, workflow",
    text: "what an organisation's token is assigned to, at most one: a uuid, a uuid, or a name of up to 100 characters",
  },
];

const REASON: Field = { name: "?reason=", text: "why, up to 500 characters" };

const ROTATION_FIELDS: readonly Field[] = [
  {
    name: "overlap",
    text: "how many seconds the former secret goes on after the new one's first use: 0 to 604800, 86400 unless asked otherwise",
  },
  {
    name: "replace_now",
    text: "true makes the new secret the current one and ends every other at once, for one that leaked; false unless asked otherwise",
  },
];
const ROTATED = "201: the token, and access_token, its new secret, in this answer and nowhere else";

const PAGES: Field = {
  name: "?page=, ?page_size=",
  text: "from 1; 100 on a page unless asked otherwise, and 500 when more is asked",
};
const LIST = "200: count, next, previous, results";
const EMPTY = "200: an empty list";

/** The endpoints as they are served and told of. */
export const DOCUMENTED: readonly Documented[] = [
  {
    method: "GET",
    path: "/iam/v3/me/",
    handler: me.GET,
    answer: "200: uuid, email, first_name, last_name, timezone, created_at, token",
  },
  {
    method: "GET",
    path: "/iam/v3/access-tokens/",
    handler: tokens.GET,
    fields: [
      { name: "?status=", text: "active, expired or revoked" },
      { name: "?purpose=", text: "as in a token" },
      { name: "?label=", text: "the exact label" },
      { name: "?organisation=", text: "uuid of an organisation that the token can reach" },
      { name: "?team=, ?application=, ?workflow=", text: "what an organisation's token is assigned to" },
      {
        name: "?o=",
        text: "label, purpose, status, created_at, expiration_date or last_used_at; with - before it for descending",
      },
      { name: "?page=, ?page_size=", text: "from 1; 100 on a page unless asked otherwise, and 500 when more is asked" },
    ],
    answer: "200: count, next, previous, results",
  },
  {
    method: "POST",
    path: "/iam/v3/access-tokens/",
    handler: tokens.POST,
    fields: [
      ...TOKEN_FIELDS.map((field) => (field.name === "label" ? { ...field, text: `${field.text}; required` } : field)),
      { name: "organisation", text: "uuid of an organisation: makes the token that organisation's" },
      ...ASSIGNED_FIELDS,
    ],
    answer: "201: the token, and access_token, its secret, in this answer and nowhere else",
  },
  { method: "GET", path: "/iam/v3/access-tokens/{uuid}/", handler: token.GET, answer: "200: the token" },
  {
    method: "PATCH",
    path: "/iam/v3/access-tokens/{uuid}/",
    handler: token.PATCH,
    fields: [...TOKEN_FIELDS, ...ASSIGNED_FIELDS],
    answer: "200: the token as it is now; what was left out stays",
  },
  { method: "DELETE", path: "/iam/v3/access-tokens/{uuid}/", handler: token.DELETE, fields: [REASON], answer: "204" },
  {
    method: "GET",
    path: "/iam/v3/access-tokens/{uuid}/usage/",
    handler: usage.GET,
    answer:
      "200: days [{date, requests, refused}], each of the last 90 in UTC, refused on top of requests; scopes_used [{scope, requests, last_day}]; refusals [{outcome, requests}]; sources, the last ten [{address, user_agent, route, requests, refused, first_seen_at, last_seen_at}]",
  },
  {
    method: "POST",
    path: "/iam/v3/access-tokens/{uuid}/rotate/",
    handler: rotation.POST,
    fields: ROTATION_FIELDS,
    answer: ROTATED,
  },
  {
    method: "PATCH",
    path: "/iam/v3/access-tokens/{uuid}/retiring/",
    handler: retiring.PATCH,
    fields: [{ name: "retires_at", text: "a date and time with offset; required" }],
    answer: "200: the token",
  },
  { method: "DELETE", path: "/iam/v3/access-tokens/{uuid}/retiring/", handler: retiring.DELETE, answer: "204" },
  { method: "GET", path: "/iam/v3/access-tokens/self/", handler: self.GET, answer: "200: the token" },
  { method: "DELETE", path: "/iam/v3/access-tokens/self/", handler: self.DELETE, fields: [REASON], answer: "204" },
  {
    method: "POST",
    path: "/iam/v3/access-tokens/self/rotate/",
    handler: selfRotation.POST,
    fields: ROTATION_FIELDS,
    answer: ROTATED,
  },
  ...ORGANISATION_ENDPOINTS,
  ...ORGANISATION_TOKEN_ENDPOINTS,
  ...POLICY_ENDPOINTS,
  { method: "GET", path: "/iam/v3/", handler: index.GET, answer: "200: the paths there are" },
  {
    method: "GET",
    path: "/apps/v3/applications/",
    handler: applications.GET,
    fields: [
      { name: "?slug=", text: "the exact slug" },
      { name: "?organisation=", text: "uuid of an organisation" },
      { name: "?o=", text: "name, slug or created_at; with - before it for descending" },
      PAGES,
    ],
    answer: LIST,
  },
  {
    method: "POST",
    path: "/apps/v3/applications/",
    handler: applications.POST,
    fields: [
      { name: "name", text: "1 to 100 characters; required" },
      { name: "organisation", text: "uuid of the organisation; required" },
      { name: "slug", text: "small letters, digits and hyphens; made from the name unless given" },
    ],
    answer: "201: uuid, slug, name, organisation, created_at",
  },
  {
    method: "GET",
    path: "/apps/v3/applications/{uuid}/",
    handler: application.GET,
    answer: "200: the application, also when the token reaches only an environment of it",
  },
  {
    method: "PATCH",
    path: "/apps/v3/applications/{uuid}/",
    handler: application.PATCH,
    fields: [
      { name: "name", text: "1 to 100 characters" },
      {
        name: "organisation",
        text: "uuid of the organisation to transfer it to: needs the role owner here, and owner or admin there",
      },
    ],
    answer: "200: the application as it is now",
  },
  { method: "DELETE", path: "/apps/v3/applications/{uuid}/", handler: application.DELETE, answer: "204" },
  {
    method: "GET",
    path: "/apps/v3/environments/",
    handler: environments.GET,
    fields: [
      { name: "?application=", text: "uuid of an application" },
      { name: "?slug=", text: "the exact slug" },
      { name: "?o=", text: "slug or created_at; with - before it for descending" },
      PAGES,
    ],
    answer: LIST,
  },
  {
    method: "POST",
    path: "/apps/v3/environments/",
    handler: environments.POST,
    fields: [
      { name: "application", text: "uuid of the application; required" },
      { name: "slug", text: "small letters, digits and hyphens, once in the application; required" },
      { name: "branch", text: "a branch of Git; main unless given" },
    ],
    answer: "201: uuid, slug, application, branch, last_finished_deployment",
  },
  {
    method: "GET",
    path: "/apps/v3/environments/{uuid}/",
    handler: environment.GET,
    answer: "200: the environment",
  },
  {
    method: "PATCH",
    path: "/apps/v3/environments/{uuid}/",
    handler: environment.PATCH,
    fields: [
      { name: "slug", text: "small letters, digits and hyphens, once in the application" },
      { name: "branch", text: "a branch of Git" },
    ],
    answer: "200: the environment as it is now",
  },
  { method: "DELETE", path: "/apps/v3/environments/{uuid}/", handler: environment.DELETE, answer: "204" },
  {
    method: "GET",
    path: "/apps/v3/environment-variables/",
    handler: variables.GET,
    fields: [
      { name: "?environment=", text: "uuid of an environment" },
      { name: "?application=", text: "uuid of an application" },
      { name: "?name=", text: "the exact name" },
      { name: "?o=", text: "name, or -name for descending" },
      PAGES,
    ],
    answer: LIST,
  },
  {
    method: "POST",
    path: "/apps/v3/environment-variables/",
    handler: variables.POST,
    fields: [
      { name: "environment", text: "uuid of the environment; required" },
      { name: "name", text: "letters, digits and underscores, once in the environment; required" },
      { name: "value", text: "text of at most 32 KiB; required" },
      { name: "is_sensitive", text: "true: the value is never read again; false unless given" },
    ],
    answer: "201: uuid, environment, application, name, value, is_sensitive",
  },
  {
    method: "GET",
    path: "/apps/v3/environment-variables/{uuid}/",
    handler: variable.GET,
    answer: "200: the variable; value is null when it is sensitive",
  },
  {
    method: "PATCH",
    path: "/apps/v3/environment-variables/{uuid}/",
    handler: variable.PATCH,
    fields: [
      { name: "value", text: "text of at most 32 KiB" },
      { name: "is_sensitive", text: "true or false; false only together with a new value" },
    ],
    answer: "200: the variable as it is now",
  },
  { method: "DELETE", path: "/apps/v3/environment-variables/{uuid}/", handler: variable.DELETE, answer: "204" },
  { method: "GET", path: "/apps/v3/regions/", handler: regions.GET, answer: EMPTY },
  { method: "GET", path: "/apps/v3/app-templates/", handler: appTemplates.GET, answer: EMPTY },
  { method: "GET", path: "/legacy/v3/applications/", handler: legacyApplications.GET, answer: EMPTY },
  { method: "GET", path: "/apps/v3/", handler: appsIndex.GET, answer: "200: the paths there are" },
];

/** The endpoints of the API. What each does and needs is told by the endpoint itself. */
export const ENDPOINTS = DOCUMENTED.map(({ handler, ...endpoint }) => ({
  ...endpoint,
  ...described.parse("description" in handler ? handler.description : undefined),
}));
