import { db } from "@/db/database";
import { DEMO_PASSWORD, fillDemo } from "@/demo/fill-demo";
import { say, sayWhole } from "./say";
import type { Settings } from "./settings";
import { StartError } from "./start-error";

/**
 * Fill the demo's data, when `npm run demo` asked for it.
 * @returns what tells how to sign in, once the server listens
 * @throws StartError when the data has accounts of its own
 */
export async function prepareDemo(settings: Settings): Promise<(() => void) | undefined> {
  if (!process.argv.includes("--demo")) return undefined;
  const demo = await fillDemo(db, new Date());
  if (demo === undefined) {
    throw new StartError("This database already has accounts: npm run demo only fills an empty one. Use npm start.");
  }
  return () => {
    const { logins, firstToken } = demo;
    say("Demo", `sign in at ${settings.APP_URL}/login with the password ${DEMO_PASSWORD} as`);
    const width = Math.max(...logins.map(({ email }) => email.length));
    for (const { email, name, role } of logins) say("", `${email.padEnd(width)}  ${name}, ${role}`);
    if (!firstToken) return;
    say("First call", `with the token “${firstToken.label}”, whose secret is shown again only in a demo:`);
    sayWhole("", `curl -H "Authorization: Bearer ${firstToken.secret}" ${settings.APP_URL}/iam/v3/me/`);
  };
}
