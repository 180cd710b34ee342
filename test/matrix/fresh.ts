import { v7 as uuidv7 } from "uuid";
import type { Cell } from "./cells";
import type { World } from "./world";

type Shared = { application: string; test: string; live: string; variable: string; deployment: string };

const PREFIX = "fresh-";

/**
 * For each cell an application that stands to its caller as the shared one does: the guests are added to it, and the caller's
 * token is limited, or assigned, to it where it is to the shared one. @returns which of it the cell is about
 */
export const freshShared = (about: keyof Shared) => async (world: World, cells: readonly Cell[]) => {
  const made = cells.map(() => ({
    application: uuidv7(),
    test: uuidv7(),
    live: uuidv7(),
    variable: uuidv7(),
    deployment: uuidv7(),
  }));
  const organisation_id = world.organisations.ours.id;
  const { db, people } = world;
  const pairs = cells.map((cell, n) => ({
    cell,
    shared: made[n] ?? { application: "", test: "", live: "", variable: "", deployment: "" },
  }));
  await db
    .insertInto("application")
    .values(
      pairs.map(({ cell, shared }) => ({
        id: shared.application,
        organisation_id,
        name: `Fresh ${cell.word}`,
        slug: `${PREFIX}${shared.application}`,
      })),
    )
    .execute();
  await db
    .insertInto("environment")
    .values(
      pairs.flatMap(({ shared }) =>
        (["test", "live"] as const).map((slug) => ({ id: shared[slug], application_id: shared.application, slug })),
      ),
    )
    .execute();
  await db
    .insertInto("environment_variable")
    .values(
      pairs.map(({ shared }) => ({
        id: shared.variable,
        environment_id: shared.test,
        name: "FRESH",
        // Sensitive: nobody reads it back.
        is_sensitive: true,
        value: Buffer.alloc(32),
        key_id: "none",
      })),
    )
    .execute();
  await db
    .insertInto("deployment")
    .values(pairs.map(({ shared }) => ({ id: shared.deployment, environment_id: shared.test })))
    .execute();
  await db
    .insertInto("application_collaborator")
    .values(
      pairs.flatMap(({ shared }) => [
        {
          application_id: shared.application,
          organisation_id,
          user_id: people.guest_who_writes.id,
          access: "write" as const,
        },
        {
          application_id: shared.application,
          organisation_id,
          user_id: people.guest_who_reads.id,
          access: "read" as const,
        },
      ]),
    )
    .execute();
  const limits = pairs.flatMap(({ cell, shared }) =>
    (cell.caller?.limits ?? [])
      .filter(({ application }) => application === "shared")
      .map(({ environment }) => ({
        id: uuidv7(),
        token_id: cell.token?.id ?? "",
        organisation_id,
        application_id: shared.application,
        environment_id: environment === undefined ? null : shared[environment],
      })),
  );
  if (limits.length > 0) await db.insertInto("access_token_limit").values(limits).execute();
  for (const { cell, shared } of pairs) {
    if (cell.caller?.owner !== "token_as_guest" || cell.token === undefined) continue;
    await db
      .updateTable("access_token")
      .set({ application_id: shared.application })
      .where("id", "=", cell.token.id)
      .execute();
  }
  return made.map((shared) => shared[about]);
};

/** Everything as it was before `freshShared`. */
export async function removeFresh(world: World): Promise<void> {
  const guests = [...world.tokens].flatMap(([key, { id }]) => (key.startsWith("token_as_guest ") ? [id] : []));
  await world.db
    .updateTable("access_token")
    .set({ application_id: world.applications.shared.id })
    .where("id", "in", guests)
    .execute();
  await world.db
    .deleteFrom("application")
    .where("organisation_id", "in", [world.organisations.ours.id, world.organisations.theirs.id])
    .where("slug", "like", `${PREFIX}%`)
    .execute();
}
