import { findApplication } from "@/db/application/application";
import { findEnvironment } from "@/db/application/environment";
import type { Db } from "@/db/database";
import type { Limit } from "@/lib/authorization/limit";
import type { Question } from "./question";

/** Something that a token must reach; undefined where there is no such thing, or it does not belong where it was asked for. */
export type Place = Limit | undefined;

/**
 * Where the applications and environments of a question stand. An environment of an application stands for that application: who asks
 * for both asks for the one. With an organisation asked for, they must be in it. Asks the database only if there are any.
 */
export async function findPlaces(
  db: Db,
  { organisation: organisations, application: applications = [], environment: environments = [] }: Question,
): Promise<Place[]> {
  if (applications.length === 0 && environments.length === 0) return [];
  const inside = (await Promise.all(environments.map((id) => findEnvironment(db, id)))).map((row): Place => {
    if (row === undefined || (applications.length > 0 && !applications.includes(row.application_id))) return undefined;
    return { organisation_id: row.organisation_id, application_id: row.application_id, environment_id: row.id };
  });
  const alone = applications.filter((id) => !inside.some((place) => place?.application_id === id));
  const whole = (await Promise.all(alone.map((id) => findApplication(db, id)))).map(
    (row): Place => row && { organisation_id: row.organisation_id, application_id: row.id, environment_id: null },
  );
  return [...inside, ...whole].map((place) =>
    place !== undefined && (organisations === undefined || organisations.includes(place.organisation_id))
      ? place
      : undefined,
  );
}
