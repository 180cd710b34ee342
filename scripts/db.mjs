/** `npm run db:migrate` and `npm run db:reset`, on the database that `npm start` would use. */
import { ensureDependencies, requireEnvFile, requireNode } from "./prepare.mjs";
import { importTypeScript } from "./typescript.mjs";

requireNode();
requireEnvFile();
await ensureDependencies();
const { runDatabaseCommand } = await importTypeScript("server/database/command.ts");
await runDatabaseCommand(process.argv.slice(2));
