import type pg from "pg";
import { Busy } from "@/db/unavailable";

/** A statement that is on its way. */
export type Statement<Row> = {
  readonly rows: Promise<Row[]>;
  /** Wait no longer. Its connection is ended, and `rows` rejects, unless it is over. */
  giveUp(): void;
};

/** Ask on a connection of the pool, as soon as there is one. */
export function ask<Row extends pg.QueryResultRow>(pool: pg.Pool, text: string, values: unknown[]): Statement<Row> {
  let isGivenUp = false;
  let release = (_isBroken: boolean) => {};
  const rows = async () => {
    const client = await pool.connect();
    let isReleased = false;
    release = (isBroken) => {
      if (!isReleased) client.release(isBroken);
      isReleased = true;
    };
    try {
      if (isGivenUp) throw new Busy("nobody waits for it any more");
      const answer = await client.query<Row>(text, values);
      release(false);
      return answer.rows;
    } catch (error) {
      // What PostgreSQL refuses leaves the connection as it was, and so does what was not asked.
      const isUsable =
        error instanceof Busy || (error instanceof Error && "severity" in error && error.severity === "ERROR");
      release(!isUsable);
      throw error;
    }
  };
  return {
    rows: rows(),
    giveUp: () => {
      isGivenUp = true;
      release(true);
    },
  };
}
