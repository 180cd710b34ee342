import path from "node:path";
import { type Env, parseEnv } from "@/lib/env";
import { makeDataDir } from "@/postgres/cluster";
import { keptSecret } from "@/postgres/kept-secret";

export type Settings = Env & { readonly APP_URL: string; readonly APP_SECRET: string };

/**
 * Read the settings from the environment, to which the scripts have added those of the file `.env`, and complete `process.env`
 * with the defaults, so that `env()` is consistent in this process.
 * @throws EnvError
 */
export function readSettings(): Settings {
  const env = parseEnv(process.env);
  const dataDir = path.resolve(env.DATA_DIR);
  const secret = env.APP_SECRET ?? madeSecret(dataDir);
  Object.assign(process.env, {
    PORT: String(env.PORT),
    DATA_DIR: dataDir,
    APP_SECRET: secret,
    APP_URL: env.APP_URL,
    // next-auth must not take its own address from what a client says.
    AUTH_URL: env.APP_URL,
    AUTH_TRUST_HOST: "true",
  });
  return { ...env, DATA_DIR: dataDir, APP_SECRET: secret };
}

function madeSecret(dataDir: string): string {
  makeDataDir(dataDir);
  return keptSecret(dataDir, "app-secret");
}
