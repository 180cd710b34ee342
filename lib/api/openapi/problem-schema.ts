import { z } from "zod";
import { OAUTH_ERRORS } from "@/lib/api/answer/oauth-errors";
import { PROBLEMS, type ProblemCode } from "@/lib/api/answer/problem";

// An object of the table: its keys are its codes, of which there is one at least.
const CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

// A field of a body may have the same name: what is wrong with it is a list of sentences.
const member = (schema: z.ZodType, text: string) =>
  z
    .union([schema, z.array(z.string())])
    .describe(text)
    .optional();

/** Every refusal of the API (RFC 9457). Wrong fields stand in `errors`, and at the top level as Django REST clients read them. */
export const problemSchema = z.looseObject({
  type: z.url().describe("a page that explains the code"),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe("what to do and why; starts with a verb"),
  instance: z.string().describe("the path of the request").optional(),
  code: z.enum(CODES).describe("for programs; never changes"),
  non_field_errors: z.array(z.string()).length(1).describe("the detail, where Django REST clients look for it"),
  errors: z.record(z.string(), z.array(z.string())).describe("errors by field").optional(),
  required_scope: member(z.string(), "all scopes that the request needs, separated by spaces"),
  required_permission: member(z.string(), "the permission that the role lacks in the organisation"),
  roles: z.array(z.string()).describe("the roles that have that permission").optional(),
  resource: member(z.string(), "the path that the scope is needed for"),
  organisation: member(z.uuid(), "the organisation that denies the token access"),
  rules: z.array(z.string()).describe("the rules of its policy that the token breaks").optional(),
  token: member(z.strictObject({ uuid: z.uuid(), label: z.string() }), "the token in use"),
  fix_url: member(z.url(), "the page of the dashboard to fix it"),
  at: member(z.string(), "when the token stopped working"),
  retires_at: member(z.string(), "when the old secret stops working"),
});

/** Every refusal below `/oauth/` (RFC 6749 §5.2). */
export const oauthErrorSchema = z.strictObject({
  error: z.enum(OAUTH_ERRORS),
  error_description: z.string().min(1).describe("what to do and why"),
});
