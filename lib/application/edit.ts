import type { ApplicationRow } from "@/db/application/application";
import type { Db } from "@/db/database";
import type { Principal } from "@/lib/authorization/principal";
import type { OrganisationRefusal } from "@/lib/organisation/authorize";
import type { ProofRequired } from "@/lib/session/reauthenticate";
import { write } from "@/lib/write";
import type { EditApplicationInput } from "./input";
import { renameWithin } from "./rename";
import { transferWithin } from "./transfer";

type Refusal = OrganisationRefusal | ProofRequired;
export type EditApplicationResult = { status: "edited"; application: ApplicationRow } | Refusal;

/** Rename an application, transfer it, or both: all of it happens or nothing. @throws CallerEnded */
export async function editApplication(
  db: Db,
  principal: Principal,
  id: string,
  input: EditApplicationInput,
): Promise<EditApplicationResult> {
  const refused: { refusal?: Refusal } = {};
  try {
    return await write(db, principal, async (trx): Promise<EditApplicationResult> => {
      // The transfer locks both organisations, and they come before everything else that is locked.
      const moved =
        input.organisation === undefined ? undefined : await transferWithin(trx, principal, id, input.organisation);
      if (moved !== undefined && moved.status !== "transferred") return refuse(refused, moved);
      const renamed = await renameWithin(trx, principal, id, input.name);
      if (renamed.status !== "renamed") return refuse(refused, renamed);
      return { status: "edited", application: renamed.application };
    });
  } catch (error) {
    if (error instanceof Undo && refused.refusal !== undefined) return refused.refusal;
    throw error;
  }
}

class Undo extends Error {}

/** Roll the transaction back: a refusal of the second half must not keep the first. */
function refuse(refused: { refusal?: Refusal }, refusal: Refusal): never {
  refused.refusal = refusal;
  throw new Undo();
}
