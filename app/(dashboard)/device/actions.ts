"use server";

import { z } from "zod";
import { db } from "@/db/database";
import { readTokenForm } from "@/lib/access-token/form/read-form";
import { WRITE_REFUSALS } from "@/lib/access-token/refusals";
import { parseFields, textOf } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import { allowLogin, refuseLogin } from "@/lib/device-login/decide";
import { findLogin } from "@/lib/device-login/find";
import { DECIDE_REFUSALS, NOT_COMPARED } from "@/lib/device-login/refusals";
import { allowedInput } from "@/lib/device-login/token-input";

/** The login that waits under the code that the signed-in person entered. Decides nothing. */
export async function findLoginAction(form: FormData) {
  return await runAction({
    form,
    verb: (principal) => findLogin(db, principal, textOf(form, "user_code")),
  })({
    answers: {
      found: ({ login }) => ({ login }),
      unknown_code: true,
      slow_down: ({ waitSeconds }) => ({ waitSeconds }),
    },
    refusals: {},
  });
}

/** Allow the login under the code of the form, once its person says that the terminal shows the same one: its device gets a token. */
export async function allowLoginAction(form: FormData) {
  return await runAction({
    proof: form,
    verb: async (principal) => {
      if (form.get("compared") !== "on") return { status: "invalid" as const, fields: { compared: [NOT_COMPARED] } };
      const read = readTokenForm(form, principal.now, principal.user.timezone);
      if (read.status === "invalid") return read;
      const input = parseFields(allowedInput, { scopes: read.json.scopes, limits: read.json.limits });
      if (input.status === "invalid") return input;
      return await allowLogin(db, principal, { ...input.data, typed: textOf(form, "user_code") });
    },
  })({
    answers: {
      allowed: true,
      limit_reached: ({ limit }) => ({ limit }),
      slow_down: ({ waitSeconds }) => ({ waitSeconds }),
    },
    refusals: { ...WRITE_REFUSALS, ...DECIDE_REFUSALS },
  });
}

/** Refuse the login under this code, for good. */
export async function refuseLoginAction(userCode: string) {
  return await runAction({
    input: () => z.string().max(100).safeParse(userCode),
    verb: (principal, typed) => refuseLogin(db, principal, typed),
  })({ answers: { refused_login: true }, refusals: DECIDE_REFUSALS });
}
