/** The tables as Kysely sees them. A database test holds it against the migrated schema, column by column. */

import type { ColumnType } from "kysely";

export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface AccessToken {
  acts_as: "admin" | "member" | "guest" | null;
  allowed_networks: string[] | null;
  application_id: string | null;
  created_at: Generated<Timestamp>;
  created_by_token_id: string | null;
  created_by_user_id: string | null;
  description: Generated<string>;
  expires_at: Timestamp | null;
  id: string;
  kind: "pat" | "org" | "cli";
  label: string;
  may_rotate_itself: Generated<boolean>;
  organisation_id: string | null;
  purpose: "local_development" | "ci_pipeline" | "shared_environment" | "automation" | "other";
  reach: "everything" | "limited";
  revoke_kind: "by_owner" | "by_administrator" | "leaked" | "self" | null;
  revoke_reason: string | null;
  revoked_at: Timestamp | null;
  revoked_by_user_id: string | null;
  scopes: string[];
  team_id: string | null;
  user_id: string | null;
  workflow: string | null;
}

export interface AccessTokenLastUse {
  address: string | null;
  token_id: string;
  used_at: Timestamp;
  user_agent: Generated<string>;
}

export interface AccessTokenLimit {
  application_id: string | null;
  environment_id: string | null;
  id: string;
  organisation_id: string;
  token_id: string;
}

export interface AccessTokenOrganisation {
  decided_at: Generated<Timestamp>;
  decided_by_user_id: string | null;
  organisation_id: string;
  reason: string | null;
  state: "active" | "blocked" | "withdrawn" | "awaiting_approval";
  token_id: string;
}

export interface AccessTokenSecret {
  created_at: Generated<Timestamp>;
  digest: Buffer;
  first_used_at: Timestamp | null;
  format: Generated<"latchkey" | "imported">;
  hint: string;
  id: string;
  key_id: string;
  retires_at: Timestamp | null;
  state: "pending" | "current" | "retiring" | "retired";
  token_id: string;
}

export interface Activity {
  actor_token_id: string | null;
  actor_user_id: string | null;
  address: string | null;
  after: Json | null;
  before: Json | null;
  created_at: Generated<Timestamp>;
  id: string;
  organisation_id: string | null;
  request_id: string | null;
  target_id: string | null;
  target_label: string | null;
  target_type: string | null;
  type: string;
  user_agent: Generated<string>;
  user_id: string | null;
}

export interface Application {
  created_at: Generated<Timestamp>;
  id: string;
  name: string;
  organisation_id: string;
  slug: string;
}

export interface Environment {
  application_id: string;
  branch: Generated<string>;
  created_at: Generated<Timestamp>;
  id: string;
  slug: string;
}

export interface Instance {
  created_at: Generated<Timestamp>;
  id: Generated<boolean>;
  secret_fingerprint: string;
}

export interface Membership {
  created_at: Generated<Timestamp>;
  organisation_id: string;
  role: "owner" | "admin" | "member" | "guest";
  user_id: string;
}

export interface OidcIdentity {
  created_at: Generated<Timestamp>;
  email: string | null;
  id: string;
  issuer: string;
  last_used_at: Timestamp | null;
  subject: string;
  user_id: string;
}

export interface OneTimeCode {
  created_at: Generated<Timestamp>;
  digest: Buffer;
  expires_at: Timestamp;
  id: string;
  purpose: "setup";
  used_at: Timestamp | null;
  user_id: string | null;
}

export interface Organisation {
  created_at: Generated<Timestamp>;
  id: string;
  is_platform: Generated<boolean>;
  name: string;
  slug: string;
}

export interface Session {
  address: string | null;
  authenticated_at: Generated<Timestamp>;
  created_at: Generated<Timestamp>;
  ended_at: Timestamp | null;
  id: string;
  last_seen_at: Generated<Timestamp>;
  method: "password" | "oidc";
  user_agent: Generated<string>;
  user_id: string;
}

export interface SignInFailure {
  blocked_until: Timestamp | null;
  failed_at: Generated<Timestamp>;
  failures: number;
  key: string;
}

export interface Team {
  created_at: Generated<Timestamp>;
  id: string;
  name: string;
  organisation_id: string;
}

export interface User {
  created_at: Generated<Timestamp>;
  deactivated_at: Timestamp | null;
  email: string;
  email_verified_at: Timestamp | null;
  first_name: Generated<string>;
  id: string;
  last_name: Generated<string>;
  password_changed_at: Timestamp | null;
  password_hash: string | null;
  timezone: Generated<string>;
}

export interface Database {
  access_token: AccessToken;
  access_token_last_use: AccessTokenLastUse;
  access_token_limit: AccessTokenLimit;
  access_token_organisation: AccessTokenOrganisation;
  access_token_secret: AccessTokenSecret;
  activity: Activity;
  application: Application;
  environment: Environment;
  instance: Instance;
  membership: Membership;
  oidc_identity: OidcIdentity;
  one_time_code: OneTimeCode;
  organisation: Organisation;
  session: Session;
  sign_in_failure: SignInFailure;
  team: Team;
  user: User;
}
