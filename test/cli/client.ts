import { spawn } from "node:child_process";
import { chmod, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildClient } from "@/cli/build.mjs";
import { sharedServer } from "@/test/http/server";
import { settled } from "@/test/http/settled";

/** How a run of the client ended. */
export type Ended = { code: number | string; out: string; err: string };

type Given = {
  env?: Record<string, string>;
  input?: string;
  host?: string;
  /** Is told all that it has written to standard error so far, each time that there is more. */
  onError?: (soFar: string) => void;
};

export type TestClient = {
  /** Its home, where its settings are and where it runs. */
  folder: string;
  /** Where `latchkey` is, for a `PATH`. */
  bin: string;
  /** Run a command to its end, as no terminal. */
  run(args: readonly string[], given?: Given): Promise<Ended>;
  remove(): Promise<void>;
};

/** The client as it is delivered, as one file, with an empty home. */
export async function installClient(): Promise<TestClient> {
  const folder = await mkdtemp(path.join(tmpdir(), "latchkey-cli-"));
  const bin = path.join(folder, "bin");
  const file = await buildClient(path.join(bin, "latchkey.mjs"));
  await chmod(file, 0o755);
  await symlink(file, path.join(bin, "latchkey"));
  return {
    folder,
    bin,
    run: async (args, { env = {}, input = "", host = sharedServer().url, onError } = {}) => {
      // What a test has written is seen by the server by then, as with its own requests.
      await settled(host);
      const child = spawn(process.execPath, [file, ...args], {
        cwd: folder,
        // Nothing else of the developer's own environment.
        env: {
          NODE_ENV: "production",
          PATH: process.env.PATH ?? "",
          HOME: folder,
          XDG_CONFIG_HOME: path.join(folder, "config"),
          ...env,
        },
      });
      child.stdin.on("error", () => {});
      child.stdin.end(input);
      let [out, err] = ["", ""];
      child.stdout.on("data", (piece) => (out += piece));
      child.stderr.on("data", (piece) => {
        err += piece;
        onError?.(err);
      });
      const code = await new Promise<number | string>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (exitCode, signal) => resolve(exitCode ?? signal ?? "nothing"));
      });
      return { code, out, err };
    },
    remove: async () => await rm(folder, { recursive: true, force: true }),
  };
}
