/** The tables as Kysely sees them. A database test compares it with the migrated schema, column by column. */

import type { ColumnType, GeneratedAlways } from "kysely";

export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;

export type Json = JsonValue;

export type JsonArray = JsonValue[];

export type JsonObject = {
  [x: string]: JsonValue | undefined;
};

export type JsonPrimitive = boolean | number | string | null;

export type JsonValue = JsonArray | JsonObject | JsonPrimitive;

/** A bigint: text as it is read, so that no digit is lost. */
export type Int8 = ColumnType<string, bigint | number | string, bigint | number | string>;

/** A date without time, as `pg` reads it unless it is cast to text: local midnight. */
export type Day = ColumnType<Date, Date | string, Date | string>;

export type Timestamp = ColumnType<Date, Date | string, Date | string>;

export interface AccessToken {
  acts_as: "admin" | "member" | "guest" | null;
  allowed_networks: string[] | null;
  application_id: string | null;
  /** The person or team to ask about the token. */
  contact: string | null;
  created_at: Generated<Timestamp>;
  created_by_token_id: string | null;
  created_by_user_id: string | null;
  description: Generated<string>;
  /** When `expires_at` was last given: the start of the life that notices are scaled to. */
  expiration_set_at: Generated<Timestamp>;
  expires_at: Timestamp | null;
  /** `expires_at` is the sunset's; without that it would be `own_expires_at`. */
  expires_by_sunset: Generated<boolean>;
  id: string;
  /** When it was taken over from another system. */
  imported_at: Timestamp | null;
  kind: "pat" | "org" | "cli";
  label: string;
  /** When everything it made was ended, and the owners were told what else it changed. */
  leak_finished_at: Timestamp | null;
  /** Someone reported its secret without saying who they are. */
  leak_reported: Generated<boolean>;
  /** When someone said that it leaked; null for what was revoked along with one that did. */
  leaked_at: Timestamp | null;
  leaked_by_user_id: string | null;
  may_rotate_itself: Generated<boolean>;
  organisation_id: string | null;
  own_expires_at: Timestamp | null;
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
  created_by_token_id: string | null;
  created_by_user_id: string | null;
  digest: Buffer;
  first_used_at: Timestamp | null;
  format: Generated<"latchkey" | "imported">;
  hint: string;
  id: string;
  key_id: string;
  /** How long the previous secret works after the first use of this one. */
  overlap_seconds: number | null;
  retires_at: Timestamp | null;
  /** When the overlap of this secret began, from which its maximum length counts. */
  retiring_since: Timestamp | null;
  state: "pending" | "current" | "retiring" | "retired";
  /** When it was confirmed as stored, or given to a caller of the API; null while only a page has shown it. */
  stored_at: Generated<Timestamp | null>;
  token_id: string;
}

export interface AccessTokenSource {
  address: string | null;
  digest: Buffer;
  first_seen_at: Timestamp;
  last_seen_at: Timestamp;
  refused: Int8;
  requests: Int8;
  route: string;
  secret_id: string;
  user_agent: Generated<string>;
}

export interface AccessTokenUsage {
  /** UTC, `YYYY-MM-DD`. */
  day: Day;
  outcome: string;
  requests: Int8;
  scope: string;
  token_id: string;
}

export interface Activity {
  actor_token_id: string | null;
  actor_user_id: string | null;
  address: string | null;
  after: Json | null;
  /** The application that it was about or within, if any. */
  application_id: string | null;
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

export interface ApplicationCollaborator {
  access: "read" | "write";
  /** The token that added the person, itself or by the invitation. */
  added_by_token_id: string | null;
  added_by_user_id: string | null;
  application_id: string;
  created_at: Generated<Timestamp>;
  organisation_id: string;
  user_id: string;
}

/** A recorded deployment of an environment; whoever deploys reports its progress. */
export interface Deployment {
  created_at: Generated<Timestamp>;
  created_by_token_id: string | null;
  created_by_user_id: string | null;
  ended_at: Timestamp | null;
  environment_id: string;
  id: string;
  /** Whether the log reached its longest size, and what came after is left out. */
  is_log_cut: Generated<boolean>;
  /** The size of its log in UTF-8: where the next chunk begins. */
  log_bytes: Generated<number>;
  percent: Generated<number>;
  started_at: Timestamp | null;
  status: Generated<"queued" | "running" | "succeeded" | "failed" | "cancelled" | "abandoned">;
}

/** Whole lines of a deployment's log, as one report appended them. */
export interface DeploymentLogChunk {
  content: string;
  deployment_id: string;
  /** How many bytes of the log stand before it. */
  position: number;
}

/** A variable of the environment as it was when the deployment was recorded. */
export interface DeploymentVariable {
  deployment_id: string;
  key_id: string | null;
  name: string;
  /** Sealed, for `variable_id`; null where the variable is sensitive, or has become so since. */
  value: Buffer | null;
  variable_id: string;
}

export interface DeviceLogin {
  address: string | null;
  /** What was allowed, as the input that makes a token, until that is made. */
  allowed: Json | null;
  created_at: Generated<Timestamp>;
  decided_at: Timestamp | null;
  device_digest: Buffer;
  device_name: string;
  expires_at: Timestamp;
  id: string;
  interval_seconds: Generated<number>;
  polled_at: Timestamp | null;
  /** What it asks for; null: it leaves that to the person. */
  scopes: string[] | null;
  session_id: string | null;
  state: Generated<"pending" | "allowed" | "refused" | "taken">;
  user_agent: string;
  user_code_digest: Buffer;
  /** Who has decided. */
  user_id: string | null;
}

export interface Environment {
  application_id: string;
  branch: Generated<string>;
  created_at: Generated<Timestamp>;
  id: string;
  slug: string;
}

export interface EnvironmentVariable {
  created_at: Generated<Timestamp>;
  environment_id: string;
  id: string;
  is_sensitive: Generated<boolean>;
  key_id: string;
  name: string;
  updated_at: Generated<Timestamp>;
  /** Sealed. */
  value: Buffer;
}

/** A form that made something, or is about to. */
export interface FormSubmission {
  created_at: Generated<Timestamp>;
  finished_at: Timestamp | null;
  form_key: string;
  made_id: string | null;
  user_id: string;
}

/** A request that came with an `Idempotency-Key`, and what it was answered: sealed, and never with a secret of ours. */
export interface IdempotencyKey {
  content: Buffer | null;
  created_at: Generated<Timestamp>;
  digest: Buffer;
  fingerprint: Buffer;
  key_id: string | null;
  location: string | null;
  made_id: string | null;
  status: number | null;
  token_id: string;
}

export interface Instance {
  created_at: Generated<Timestamp>;
  id: Generated<boolean>;
  secret_fingerprint: string;
  /** When imported tokens stop working. */
  sunset_at: Timestamp | null;
  sunset_set_at: Timestamp | null;
}

export interface Invitation {
  accepted_at: Timestamp | null;
  accepted_by_user_id: string | null;
  created_at: Generated<Timestamp>;
  digest: Buffer;
  email: string;
  expires_at: Timestamp;
  id: string;
  /** The token that invited. */
  invited_by_token_id: string | null;
  invited_by_user_id: string | null;
  /** Whether the current link was mailed. */
  is_mailed: Generated<boolean>;
  /** Whether the current link was given to a platform owner, who hands it over and so vouches for the address. */
  is_vouched: Generated<boolean>;
  organisation_id: string;
  revoked_at: Timestamp | null;
  role: "owner" | "admin" | "member" | "guest";
  sent_at: Generated<Timestamp>;
  /** The token that made the current link. */
  sent_by_token_id: string | null;
}

/** What an invited guest is added to. */
export interface InvitationApplication {
  access: "read" | "write";
  application_id: string;
  invitation_id: string;
}

export interface Membership {
  created_at: Generated<Timestamp>;
  organisation_id: string;
  role: "owner" | "admin" | "member" | "guest";
  user_id: string;
}

export interface Notice {
  created_at: Generated<Timestamp>;
  dedupe_key: string;
  detail: Generated<Json>;
  id: string;
  kind: string;
  read_at: Timestamp | null;
  token_id: string | null;
  user_id: string;
}

export interface NoticeDigest {
  created_at: Generated<Timestamp>;
  /** The person's local day. */
  day: Day;
  user_id: string;
}

export interface NoticeMailed {
  day: Day;
  dedupe_key: string;
  user_id: string;
}

export interface NotificationPreference {
  expiry_dashboard: Generated<boolean>;
  expiry_email: Generated<boolean>;
  new_sign_in_email: Generated<boolean>;
  token_created_email: Generated<boolean>;
  updated_at: Generated<Timestamp>;
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
  email: string | null;
  expires_at: Timestamp;
  id: string;
  purpose: "setup" | "reset_password" | "sign_up" | "prove_address";
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

/** One version of the rules: the draft (`enforced_from` null), or rules in force from a moment until the next ones. */
export interface OrganisationPolicy {
  all_access_allowed: Generated<boolean>;
  allowed_networks: string[] | null;
  created_at: Generated<Timestamp>;
  created_by_user_id: string | null;
  enforced_from: Timestamp | null;
  expiration_required: Generated<boolean>;
  /** Whether full access goes by what scopes grant. False: by the name `all` alone, as when the version was enforced. */
  full_access_by_grant: Generated<boolean>;
  id: string;
  longest_lifetime_seconds: number | null;
  organisation_id: string;
  personal_tokens_allowed: Generated<boolean>;
  purpose_required: Generated<boolean>;
  /** When the owners of tokens that it will block were reminded. */
  reminded_at: Timestamp | null;
}

/** Who was told that a version of the rules will block tokens of theirs. */
export interface OrganisationPolicyTold {
  policy_id: string;
  user_id: string;
}

export interface OutgoingEmail {
  attempts: Generated<number>;
  /** Sealed; null once it was sent or given up. */
  content: Buffer | null;
  created_at: Generated<Timestamp>;
  expires_at: Timestamp | null;
  finished_at: Timestamp | null;
  id: string;
  /** It may wait for others of its kind to the same address. */
  is_gathered: Generated<boolean>;
  key_id: string;
  kind: string;
  last_error: string | null;
  leased_until: Timestamp | null;
  message_id: string;
  next_attempt_at: Generated<Timestamp>;
  recipient: string;
  state: Generated<"queued" | "sending" | "handed_over" | "sent" | "failed">;
  user_id: string | null;
}

/** Secrets that someone found where they do not belong, until the tokens that they belong to are revoked. */
/** Filters and order of an organisation's tokens under a name, for one person. */
export interface SavedView {
  created_at: Generated<Timestamp>;
  id: string;
  name: string;
  organisation_id: string;
  /** The parameters of the list's address. */
  query: string;
  user_id: string;
}

export interface SecretReport {
  address: string | null;
  created_at: Generated<Timestamp>;
  digests: Buffer[];
  id: string;
  /** Where each was found. */
  places: (string | null)[];
  request_id: Generated<string>;
  user_agent: Generated<string>;
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

export interface TeamMember {
  added_by_token_id: string | null;
  created_at: Generated<Timestamp>;
  organisation_id: string;
  team_id: string;
  user_id: string;
}

/** A bulk withdrawal: withdraws or revokes all tokens that were made before a moment. */
export interface TokenSweep {
  created_at: Generated<Timestamp>;
  created_by_user_id: string | null;
  finished_at: Timestamp | null;
  id: string;
  includes_organisation: boolean;
  includes_personal: boolean;
  made_before: Timestamp;
  organisation_id: string;
  reason: Generated<string>;
}

export interface TokenSweepItem {
  /** How many attempts failed. */
  attempts: Generated<number>;
  done_at: Timestamp | null;
  /** Whether the owner was notified. */
  is_told: Generated<boolean>;
  outcome: Generated<"pending" | "withdrawn" | "revoked" | "unchanged" | "failed">;
  sweep_id: string;
  token_id: string;
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
  /** Whether keys such as `c` and `/` do something by themselves. */
  single_key_shortcuts: Generated<boolean>;
  timezone: Generated<string>;
}

/** Where an organisation's events are sent. */
export interface Webhook {
  created_at: Generated<Timestamp>;
  created_by_user_id: string | null;
  description: Generated<string>;
  events: string[];
  /** Since when no delivery has succeeded; null while they do. */
  failing_since: Timestamp | null;
  former_key_id: string | null;
  /** The secret before the present one, sealed: it signs too, until `former_until`. */
  former_secret: Buffer | null;
  former_until: Timestamp | null;
  id: string;
  key_id: string;
  organisation_id: string;
  paused_at: Timestamp | null;
  /** Whether it was paused because a token leaked that had set it, or its secret. Means nothing while it is not paused. */
  paused_by_leak: Generated<boolean>;
  /** Sealed. */
  secret: Buffer;
  /** Since when it has the present secret. */
  secret_at: Generated<Timestamp>;
  /** The token that got the present secret to see; null where a person did. */
  secret_by_token_id: string | null;
  /** When someone confirmed that the secret, which a page showed, is stored; null until then. */
  secret_stored_at: Generated<Timestamp | null>;
  /** Since when it leads where it does. */
  set_at: Generated<Timestamp>;
  /** The token that said where it leads; null where a person did. */
  set_by_token_id: string | null;
  /** When it was switched off because deliveries failed for days. */
  switched_off_at: Timestamp | null;
  url: string;
}

/** One event for one webhook. */
export interface WebhookDelivery {
  /** Since it was queued, or replayed, the last time. */
  attempts: Generated<number>;
  created_at: Timestamp;
  event: string;
  finished_at: Timestamp | null;
  id: string;
  leased_until: Timestamp | null;
  /** `webhook-id`: receivers know a repeated message by it. */
  message_id: string;
  next_attempt_at: Timestamp;
  payload: string;
  state: Generated<"queued" | "sending" | "delivered" | "failed">;
  /** What became of the last attempts, newest first. */
  tries: Generated<Json>;
  webhook_id: string;
}

/** Activity that webhooks have not been told of yet. */
export interface WebhookOutbox {
  activity_at: Timestamp;
  activity_id: string;
  due_at: Generated<Timestamp>;
  /** The moment from which a policy applies, where it is about the tokens that it blocks. */
  enforces_at: Timestamp | null;
  id: GeneratedAlways<Int8>;
  organisation_id: string;
}

export interface Database {
  access_token: AccessToken;
  access_token_last_use: AccessTokenLastUse;
  access_token_limit: AccessTokenLimit;
  access_token_organisation: AccessTokenOrganisation;
  access_token_secret: AccessTokenSecret;
  access_token_source: AccessTokenSource;
  access_token_usage: AccessTokenUsage;
  activity: Activity;
  application: Application;
  application_collaborator: ApplicationCollaborator;
  deployment: Deployment;
  deployment_log_chunk: DeploymentLogChunk;
  deployment_variable: DeploymentVariable;
  device_login: DeviceLogin;
  environment: Environment;
  environment_variable: EnvironmentVariable;
  form_submission: FormSubmission;
  idempotency_key: IdempotencyKey;
  instance: Instance;
  invitation: Invitation;
  invitation_application: InvitationApplication;
  membership: Membership;
  notice: Notice;
  notice_digest: NoticeDigest;
  notice_mailed: NoticeMailed;
  notification_preference: NotificationPreference;
  oidc_identity: OidcIdentity;
  one_time_code: OneTimeCode;
  organisation: Organisation;
  organisation_policy: OrganisationPolicy;
  organisation_policy_told: OrganisationPolicyTold;
  outgoing_email: OutgoingEmail;
  saved_view: SavedView;
  secret_report: SecretReport;
  session: Session;
  sign_in_failure: SignInFailure;
  team: Team;
  team_member: TeamMember;
  token_sweep: TokenSweep;
  token_sweep_item: TokenSweepItem;
  user: User;
  webhook: Webhook;
  webhook_delivery: WebhookDelivery;
  webhook_outbox: WebhookOutbox;
}
