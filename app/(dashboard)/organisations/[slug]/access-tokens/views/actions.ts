"use server";

import { revalidatePath } from "next/cache";
import { db } from "@/db/database";
import { textOf } from "@/lib/action/refusal";
import { runAction } from "@/lib/action/run-action";
import { deleteView } from "@/lib/organisation/saved-view/delete";
import { renameViewInput, saveViewInput } from "@/lib/organisation/saved-view/input";
import { VIEW_REFUSALS } from "@/lib/organisation/saved-view/refusals";
import { renameView } from "@/lib/organisation/saved-view/rename";
import { saveView } from "@/lib/organisation/saved-view/save";
import { holdsSecret } from "@/lib/text-input";
import { normalQuery } from "../list/query";

const revalidate = () => revalidatePath("/organisations", "layout");

/** Save filters and order of the organisation's list for oneself. */
export async function saveViewAction(organisationId: string, form: FormData) {
  return await runAction({
    form,
    ids: { organisationId },
    input: () => {
      const query = textOf(form, "query");
      // Reading an address drops a secret in silence: here it is refused.
      const kept = holdsSecret(query) ? query : normalQuery(query);
      return saveViewInput.safeParse({ name: textOf(form, "name"), query: kept });
    },
    verb: (principal, input) => saveView(db, principal, organisationId, input),
  })({ answers: { saved: ({ view }) => view }, refusals: VIEW_REFUSALS, revalidate });
}

/** Rename one of one's own views. */
export async function renameViewAction(organisationId: string, viewId: string, form: FormData) {
  return await runAction({
    form,
    ids: { organisationId, viewId },
    input: () => renameViewInput.safeParse({ name: textOf(form, "name") }),
    verb: (principal, input) => renameView(db, principal, { organisationId, viewId }, input),
  })({ answers: { renamed: ({ view }) => view }, refusals: VIEW_REFUSALS, revalidate });
}

/** Delete one of one's own views. */
export async function deleteViewAction(organisationId: string, viewId: string) {
  return await runAction({
    ids: { organisationId, viewId },
    verb: (principal) => deleteView(db, principal, { organisationId, viewId }),
  })({ answers: { deleted: true }, refusals: VIEW_REFUSALS, revalidate });
}
