// What the client reads of the API's answers: see /docs/api. `--json` prints answers whole, as they came.

export type Token = {
  uuid: string;
  label: string;
  purpose: string;
  description: string;
  status: string;
  kind: string;
  hint: string;
  owner: { type: string; uuid: string; name: string };
  scopes: string[];
  limits: Limit[] | null;
  allowed_networks: string[] | null;
  may_rotate_itself: boolean;
  created_at: string;
  expiration_date: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
  rotation: { pending: Secret | null; retiring: Secret | null; retires_at: string | null };
};
export type TokenWithSecret = Token & { access_token: string };
export type Limit = { organisation: string; application?: string; environment?: string };
type Secret = { hint: string; created_at: string };

export type Me = {
  uuid: string;
  email: string;
  first_name: string;
  last_name: string;
  token: { uuid: string; label: string; scopes: string[]; limits: Limit[] | null; expiration_date: string | null };
};

export type Organisation = { uuid: string; name: string; slug: string; created_at: string; role: string | null };
export type Application = { uuid: string; slug: string; name: string; organisation: string; created_at: string };
export type Environment = {
  uuid: string;
  slug: string;
  application: string;
  branch: string;
  last_finished_deployment: string | null;
};
export type Variable = {
  uuid: string;
  environment: string;
  application: string;
  name: string;
  value: string | null;
  is_sensitive: boolean;
};
export type Deployment = {
  uuid: string;
  environment: string;
  application: string;
  status: string;
  success: boolean | null;
  percent: number;
  created_at: string;
  started_at: string | null;
  ended_at: string | null;
};
export type Activity = {
  uuid: string;
  created_at: string;
  user_email: string | null;
  type: string;
  description: string;
};
export type Usage = {
  days: { date: string; requests: number; refused: number }[];
  scopes_used: { scope: string; requests: number; last_day: string }[];
  sources: {
    address: string | null;
    user_agent: string;
    route: string;
    requests: number;
    refused: number;
    last_seen_at: string;
  }[];
};
export type Page<Item> = { count: number; next: string | null; previous: string | null; results: Item[] };
