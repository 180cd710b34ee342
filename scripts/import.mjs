/** `npm run import -- tokens.csv`: takes over access tokens of another system. */
import { ensureDependencies, requireEnvFile, requireNode } from "./prepare.mjs";
import { importTypeScript } from "./typescript.mjs";

requireNode();
requireEnvFile();
await ensureDependencies();
const { runImportCommand } = await importTypeScript("server/import-command.ts");
await runImportCommand(process.argv.slice(2));
