"use server";

import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { signIn } from "@/auth";
import { db } from "@/db/database";
import { textOf } from "@/lib/action/refusal";
import { clientOf } from "@/lib/client";
import { env } from "@/lib/env";
import { createFirstAccount, firstAccountInput } from "@/lib/setup/create-first-account";

const NAMES = ["firstName", "lastName", "email", "password", "organisation", "timezone"] as const;

/** What was typed, to be shown again; the password is not. */
export type SetupValues = Partial<Record<Exclude<(typeof NAMES)[number], "password">, string>>;

export type SetupState =
  | { status: "idle"; values: SetupValues }
  | { status: "invalid"; values: SetupValues; fields: Partial<Record<(typeof NAMES)[number], string[]>> }
  | { status: "wrong_code"; values: SetupValues };

/** Make the first account with the code from the terminal, sign in to it and go to its tokens. */
export async function setupAction(_previous: SetupState, form: FormData): Promise<SetupState> {
  const sent = Object.fromEntries(NAMES.map((name) => [name, textOf(form, name)]));
  const { password = "", ...values } = sent;
  const input = firstAccountInput(env().BRAND_NAME).safeParse(sent);
  if (!input.success) return { status: "invalid", values, fields: z.flattenError(input.error).fieldErrors };
  const result = await createFirstAccount(db, input.data, textOf(form, "code"), clientOf(await headers()));
  if (result.status === "wrong_code") return { status: "wrong_code", values };
  if (result.status === "set_up_already") notFound();
  await signIn("credentials", { email: input.data.email, password, redirect: false });
  redirect("/account/access-tokens");
}
