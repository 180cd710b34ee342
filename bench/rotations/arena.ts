import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
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

/** A server that can be killed, and for each story a person with two tokens, a folder, and the client. */
export async function openRotations(count: number): Promise<{
  stories: Omit<Story, "rotations">[];
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
  const client = await buildClient(path.join(folder, "latchkey.mjs"));
  let server: Launched = await launchReady(settings);
  let restarted: Promise<void> | undefined;
  const killAndStart = async () => {
    server.kill("SIGKILL");
    await server.ended();
    server = await launchReady(settings);
  };
  // Two that kill it at once kill it once.
  const restart = () => (restarted ??= killAndStart().finally(() => (restarted = undefined)));

  const db = connect(database.url);
  const openStory = async (n: number) => {
    const user = await createUser(db);
    const caller = await createToken(db, user, { scopes: ["all"] });
    const rotated = await createToken(db, user, { scopes: ["applications:read"] });
    const own = path.join(folder, String(n));
    await mkdir(own);
    await writeFile(path.join(own, "consumers.env"), `LATCHKEY_TOKEN=${rotated.secret}\n`, { mode: 0o600 });
    return { client, folder: own, port, token: { id: rotated.id }, secret: caller.secret, restart };
  };
  const stories = await Promise.all(Array.from({ length: count }, (_, n) => openStory(n)));
  await db.destroy();
  return {
    databaseUrl: database.url,
    stories,
    close: async () => {
      server.kill("SIGTERM");
      await server.ended();
      await database.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
