import type { z } from "zod";
import type { Permission } from "@/lib/authorization/permission";
import type { JsonAnswer } from "../answer/json";
import type { OauthError } from "../answer/oauth-errors";
import type { ProblemCode } from "../answer/problem";

export type DescribedMethod = "GET" | "POST" | "PATCH" | "DELETE";

/** What an endpoint takes, and from whom. */
export type Terms<Params = unknown, Query = unknown, Body = unknown> = {
  /** The scope a token needs; `any`: a live token is enough; `none`: open to everybody. */
  scope: string;
  /** The scopes that it needs beside that one. */
  furtherScopes?: readonly string[];
  /** The parameters of the path, by their names. */
  params?: z.ZodType<Params>;
  /** Each parameter's text, for people, is its schema's description. */
  query?: z.ZodType<Query>;
  /** Its presence makes the endpoint read a body: JSON, or an equivalent form. Each field's text is its schema's description. */
  body?: z.ZodType<Body>;
  /** A request may leave its body out, which means `{}`. */
  bodyMayBeAbsent?: true;
  /** It ends something, which never waits for other changes of the token. */
  ending?: true;
  /** It changes nothing, whatever its method is: many may be under way at a time. */
  reading?: true;
  /**
   * How many requests a minute are allowed: reports of one network, logins of one network, or look-ups by one token. They are counted before
   * anything is read.
   */
  limitedBy?: "address" | "address of logins" | "token";
  /** Its answer has a secret of ours in it, which nobody is shown a second time. */
  revealsSecret?: true;
  /** What it answers when all is well does not count towards the token's rate limit: others ask with each request of their own. */
  uncounted?: true;
  /**
   * It is one of OAuth's: its caller is a client (`requireClient`), its body is a form and nothing else, and its errors are what the
   * RFCs say. Its path is below `/oauth/`. Or GitHub asks: its body is JSON and nothing else, signed by one of GitHub's keys.
   */
  protocol?: "oauth" | "github";
};

/** Headers that an answer has beyond those of its kind, each with its text. */
type OwnHeaders = { headers?: Readonly<Record<string, string>> };
/** One answer: what it is, the strict schema of its body, and one such body. Beyond the last page of a list there is none. */
export type Answer<Body = unknown> = OwnHeaders & {
  text: string;
  schema: z.ZodType<Body>;
  example: Body;
  /** Its `Content-Type`, if that is not JSON: then the body is a text. */
  mediaType?: string;
  isPage?: true;
};
/** An answer without a body, with what is to be said about it. */
export type EmptyAnswer = OwnHeaders & { text?: string; isPage?: undefined };

/** The answers of an endpoint that did what was asked, by their status. */
export type Answers = { 200?: Answer | EmptyAnswer; 201?: Answer; 202?: Answer; 204?: EmptyAnswer; 304?: EmptyAnswer };

/** The description of an endpoint. The reference of the API is made from it, and tests hold each answer to it. */
export type Description<Params = unknown, Query = unknown, Body = unknown, Given extends Answers = Answers> = Terms<
  Params,
  Query,
  Body
> & {
  method: DescribedMethod;
  /** It answers every method alike, and at every path below its own; nothing but 200, 401, 403 and 503. */
  everywhere?: true;
  /** As a template, such as `/iam/v3/access-tokens/{uuid}/`: where the file stands, without the leading `/api` that clients may leave out. */
  path: string;
  /** One sentence: what a call does. */
  summary: string;
  /** The permission that the principal needs in the organisation concerned. The handler checks it. */
  permission?: Permission;
  answers: Given;
  /** Its problems beyond those of every endpoint of its kind (`problemsOf`). */
  problems?: readonly ProblemCode[];
  /** Of one of OAuth's: what it refuses with, at status 400, beside what follows from its problems; each with what to do. */
  oauthErrors?: Readonly<Partial<Record<OauthError, string>>>;
};

/** The responses that a handler may return, going by its answers. */
export type ResponseOf<Given extends Answers> = {
  [Status in keyof Given]: Given[Status] extends Answer<infer Body>
    ? JsonAnswer<Status, Body>
    : JsonAnswer<Status, undefined>;
}[keyof Given];

/** Whether a request may name itself by an `Idempotency-Key`: a POST with a token that makes or changes something. */
export function takesKey({ method, scope, protocol, reading }: Terms & { method: string }): boolean {
  return method === "POST" && scope !== "none" && protocol !== "oauth" && reading !== true;
}

/** All scopes that a token needs for it: none where any token may, and where none is asked for. */
export function scopesNeeded({ scope, furtherScopes = [] }: Pick<Terms, "scope" | "furtherScopes">): readonly string[] {
  return scope === "any" || scope === "none" ? [] : [scope, ...furtherScopes];
}
