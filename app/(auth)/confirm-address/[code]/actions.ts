"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { databaseNow } from "@/db/clock";
import { db } from "@/db/database";
import { textOf } from "@/lib/action/refusal";
import { type ConfirmAddressResult, confirmAddress } from "@/lib/address-proof/confirm";
import { clientOf } from "@/lib/client";
import { findSession } from "@/lib/session/find-session";

export type ConfirmAddressState = { status: "idle" } | Exclude<ConfirmAddressResult, { status: "confirmed" }>;

/** Confirm the address of an account with the code of a mail and the account's password. */
export async function confirmAddressAction(
  _previous: ConfirmAddressState,
  form: FormData,
): Promise<ConfirmAddressState> {
  const input = { code: textOf(form, "code"), password: textOf(form, "password") };
  const result = await confirmAddress(db, input, clientOf(await headers()), await databaseNow(db));
  if (result.status !== "confirmed") return result;
  redirect((await findSession()) ? "/account/security?done=address_confirmed" : "/login?done=address_confirmed");
}
