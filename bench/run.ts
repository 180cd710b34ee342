/** `npm run bench`: see README.md beside this file. */
import { parseOptions } from "./options";

// A signal ends this process by way of `exit`, which ends what it started.
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  process.once(signal, () => process.exit(code));
}

// Each server that is started wants to be ended with this process.
process.setMaxListeners(100);

const options = parseOptions(process.argv.slice(2));
switch (options.what) {
  case "table":
    await (await import("./table/run")).runTable(options);
    break;
  case "revocation":
    await (await import("./revocation/run")).runRevocation(options);
    break;
  case "history":
    await (await import("./history/run")).runHistory(options);
    break;
  case "import":
    await (await import("./import/run")).runImport(options);
    break;
  case "outage":
    await (await import("./outage/run")).runOutage(options);
    break;
  case "rotations":
    await (await import("./rotations/run")).runRotations(options);
    break;
}
