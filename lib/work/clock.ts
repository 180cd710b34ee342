import { databaseNow } from "@/db/clock";
import type { Db } from "@/db/database";

/** What time it is for background work. Tests walk through months with one of their own. */
export type Clock = (db: Db) => Promise<Date>;

/** The time is the database's: instances whose own clocks differ agree on what is due. */
export const databaseClock: Clock = databaseNow;
