import { z } from "zod";
import { choiceParameter, uuidParameter } from "@/lib/api/request/parameter";
import { SCOPES } from "@/lib/authorization/scope";

/** What a proxy asks for beside a live token, in its query. What is named several times is needed every time. */
export const verifyQuery = z.strictObject({
  scope: choiceParameter("scope", SCOPES, "a scope that the token needs; repeat it to require several"),
  organisation: uuidParameter(
    "organisation",
    "uuid of an organisation that the token needs access to; repeat it to require several",
  ),
  application: uuidParameter(
    "application",
    "uuid of an application that the token needs full access to, or access to the environment given with it",
  ),
  environment: uuidParameter("environment", "uuid of an environment that the token needs access to"),
});
export type Question = z.output<typeof verifyQuery>;

export const NOTHING_ASKED: Question = {};
