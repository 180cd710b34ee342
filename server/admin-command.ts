import { db } from "@/db/database";
import { runAdmin } from "@/lib/user/admin";
import { parseAdminArguments } from "@/lib/user/admin-arguments";
import { prepareData } from "./data";
import { withDatabase } from "./database/with-database";

/** `npm run admin -- …`: on the database that `npm start` would use, whether the server runs or not. */
export async function runAdminCommand(argv: readonly string[]): Promise<never> {
  const run = () => runAdmin(db, argv, process.stdin, process.stdout);
  const command = parseAdminArguments(argv);
  // Help needs no database.
  if (command === "help" || "mistake" in command) process.exit(await run());
  return withDatabase(async (settings) => {
    await prepareData(settings, () => {});
    return run();
  });
}
