import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The user that PostgreSQL runs as: it refuses to run as root. */
export type Identity = {
  /** Owner of its files; undefined: the user of this process. */
  owner: { uid: number; gid: number } | undefined;
  /** How to start a program as that user. */
  command(file: string, args: string[]): { file: string; args: string[]; uid?: number; gid?: number };
};

export const ourselves: Identity = { owner: undefined, command: (file, args) => ({ file, args }) };

/** An unprivileged user of the system. */
export function systemUser(owner: { uid: number; gid: number }): Identity {
  return { owner, command: (file, args) => ({ file, args, ...owner }) };
}

// The conventional id of nobody, even where /etc/passwd does not list it.
const OVERFLOW_ID = 65534;

/**
 * The files of the user of this process, but seen from inside as nobody, without any of root's capabilities: for root where
 * only root may enter, such as /root, and for a user id without a name, which `initdb` refuses.
 */
export const userNamespace: Identity = {
  owner: isRoot() ? { uid: 0, gid: 0 } : undefined,
  command: (file, args) => ({
    file: "unshare",
    args: ["--user", `--map-user=${OVERFLOW_ID}`, `--map-group=${OVERFLOW_ID}`, file, ...args],
  }),
};

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The user `postgres` where there is one, else nobody. */
export function unprivilegedUser(): { uid: number; gid: number } {
  const lines = existsSync("/etc/passwd") ? readFileSync("/etc/passwd", "utf8").split("\n") : [];
  for (const name of ["postgres", "nobody"]) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(":");
    const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  return { uid: OVERFLOW_ID, gid: OVERFLOW_ID };
}

/** Whether the system has a name for a user id. In a container it often has none. */
export function hasName(uid: number): boolean {
  try {
    return execFileSync("id", ["-un", String(uid)], { stdio: "pipe" }).length > 0;
  } catch {
    return false;
  }
}

/** Whether `identity` can run `file` and enter `folder`: really tried, since modes alone do not tell. */
export async function canRun(identity: Identity, file: string, folder: string): Promise<boolean> {
  try {
    await runAs(identity, "/bin/sh", ["-c", 'cd "$1" && exec "$2" --version', "sh", folder, file], "/");
    return true;
  } catch {
    return false;
  }
}

/** PostgreSQL's programs get none of our settings, which hold secrets. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMP, NODE_ENV } = process.env;
  return { PATH, SystemRoot, TEMP, TMP, NODE_ENV, LC_ALL: "C", TZ: "UTC" };
}

/** Run a program to its end. @throws with what it wrote, when it fails or cannot be started */
export function runAs(identity: Identity, file: string, args: string[], cwd: string, input = ""): Promise<string> {
  const command = identity.command(file, args);
  return new Promise((resolve, reject) => {
    const { uid, gid } = command;
    const child = spawn(command.file, command.args, { uid, gid, cwd, env: bareEnvironment() });
    let output = "";
    child.stdout?.on("data", (chunk) => {
      output += chunk;
    });
    child.stderr?.on("data", (chunk) => {
      output += chunk;
    });
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${path.basename(file)} failed: ${output.trim().split("\n").slice(-5).join("\n")}`));
    });
  });
}
