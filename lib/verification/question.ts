import { z } from "zod";
import { choiceParameter, uuidParameter } from "@/lib/api/request/parameter";
import { SCOPES } from "@/lib/authorization/scope";

/** What a proxy asks for beside a live token, in its query. What is named several times is needed every time. */
export const verifyQuery = z.strictObject({
  scope: choiceParameter("scope", SCOPES, "a scope that the token needs; given several times, all of them"),
  organisation: uuidParameter(
    "organisation",
    "uuid of an organisation that the token needs access to; given several times, all of them",
  ),
  application: uuidParameter(
    "application",
    "uuid of an application that the token must reach whole, or the environment of it that is asked for too",
  ),
  environment: uuidParameter("environment", "uuid of an environment that the token must reach"),
});
export type Question = z.output<typeof verifyQuery>;

export const NOTHING_ASKED: Question = {};
