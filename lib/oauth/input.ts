import { z } from "zod";
import { introspectInput } from "@/lib/verification/input";

/** What is to be revoked, as a form: RFC 7009 §2.1. What else is in it is ignored. */
export const revokeInput = z.object({
  token: introspectInput.shape.token.describe("the secret of the token to revoke"),
  token_type_hint: introspectInput.shape.token_type_hint,
});
