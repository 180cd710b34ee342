import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";

/** The clock of background work. Tests use their own to walk through months. */
export type Clock = (db: Db) => Promise<Date>;

/** The time is the database's: instances whose own clocks differ agree on what is due. */
export const databaseClock: Clock = databaseNow;
