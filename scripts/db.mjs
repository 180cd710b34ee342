/** `npm run db:migrate` and `npm run db:reset`, on the database that `npm start` would use. */
import { ensureDependencies, requireNode } from "./prepare.mjs";
import { importTypeScript } from "./typescript.mjs";

requireNode();
await ensureDependencies();
const { runDatabaseCommand } = await importTypeScript("server/database-command.ts");
await runDatabaseCommand(process.argv.slice(2));
