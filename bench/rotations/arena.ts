import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildClient } from "@/cli/build.mjs";
import { connect } from "@/db/database";
import { createTestDatabase } from "@/test/database/database";
import { createToken, createUser } from "@/test/fixtures";
import { freePort } from "@/test/http/server";
import { type Launched, launchReady } from "@/test/process/launch";
import { TEST_SECRET } from "@/test/secret";
import type { Story } from "./record";

/** A server that can be killed, a person with two tokens, and the client. */
export async function openRotations(): Promise<{
  story: Omit<Story, "rotations">;
  databaseUrl: string;
  close(): Promise<void>;
}> {
  const database = await createTestDatabase();
  const port = await freePort();
  const settings = {
    DATABASE_URL: database.url,
    APP_SECRET: TEST_SECRET,
    PORT: String(port),
    APP_URL: `http://localhost:${port}`,
  };
  const folder = await mkdtemp(path.join(tmpdir(), "latchkey-rotations-"));
  const db = connect(database.url);
  const user = await createUser(db);
  const caller = await createToken(db, user, { scopes: ["all"] });
  const rotated = await createToken(db, user, { scopes: ["applications:read"] });
  await db.destroy();
  await writeFile(path.join(folder, "consumers.env"), `LATCHKEY_TOKEN=${rotated.secret}\n`, { mode: 0o600 });
  const client = await buildClient(path.join(folder, "latchkey.mjs"));
  let server: Launched = await launchReady(settings);
  return {
    databaseUrl: database.url,
    story: {
      client,
      folder,
      port,
      token: { id: rotated.id },
      secret: caller.secret,
      restart: async () => {
        server.kill("SIGKILL");
        await server.ended();
        server = await launchReady(settings);
      },
    },
    close: async () => {
      server.kill("SIGTERM");
      await server.ended();
      await database.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
