/** `npm run admin -- user:create | user:password | user:deactivate | user:reactivate | token:create`: what operators do. */
import { ensureDependencies, requireEnvFile, requireNode } from "./prepare.mjs";
import { importTypeScript } from "./typescript.mjs";

requireNode();
requireEnvFile();
await ensureDependencies();
const { runAdminCommand } = await importTypeScript("server/admin-command.ts");
await runAdminCommand(process.argv.slice(2));
