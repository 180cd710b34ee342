import { spawnSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EnvSetting, type Readers } from "./env-file";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "latchkey-env-"));
  file = path.join(folder, ".env");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function set(typed: string, secret: string): Readers {
  const setting = EnvSetting.open(typed);
  try {
    return setting.write(secret);
  } finally {
    setting.close();
  }
}

/** The id of a process that has ended. */
function endedPid(): number {
  return spawnSync(process.execPath, ["-e", ""]).pid;
}

describe("a setting of a file", () => {
  test.each<[what: string, before: string, after: string]>([
    ["is added to an empty file", "", "LATCHKEY_TOKEN=new\n"],
    ["is added after a last line that does not end", "A=1", "A=1\nLATCHKEY_TOKEN=new\n"],
    ["is replaced where it stands", "A=1\n  LATCHKEY_TOKEN = old\nB=2", "A=1\n  LATCHKEY_TOKEN=new\nB=2"],
    ["stays exported", "export LATCHKEY_TOKEN='old'\r\nB=2\r\n", "export LATCHKEY_TOKEN=new\r\nB=2\r\n"],
    ["is replaced each time", "LATCHKEY_TOKEN=a\nLATCHKEY_TOKEN=b\n", "LATCHKEY_TOKEN=new\nLATCHKEY_TOKEN=new\n"],
    [
      "leaves others alone",
      "MY_LATCHKEY_TOKEN=a\n#LATCHKEY_TOKEN=b\n",
      "MY_LATCHKEY_TOKEN=a\n#LATCHKEY_TOKEN=b\nLATCHKEY_TOKEN=new\n",
    ],
  ])("%s", (_, before, after) => {
    writeFileSync(file, before);
    set(file, "new");
    expect(readFileSync(file, "latin1")).toBe(after);
  });

  test("is read as readers of such files do", () => {
    for (const [text, value] of [
      ["LATCHKEY_TOKEN=a\nLATCHKEY_TOKEN=b\n", "b"],
      ['export LATCHKEY_TOKEN="c"\r\n', "c"],
      ["OTHER=d\n", undefined],
    ] as const) {
      writeFileSync(file, text);
      const setting = EnvSetting.open(file);
      expect(setting.value).toBe(value);
      setting.close();
    }
  });

  test("changes no other octet, also of what is not UTF-8", () => {
    const other = Buffer.from([0x41, 0x3d, 0xff, 0xfe, 0x80, 0xe9, 0x0a]);
    writeFileSync(file, other);
    set(file, "new");
    expect(readFileSync(file)).toEqual(Buffer.concat([other, Buffer.from("LATCHKEY_TOKEN=new\n")]));
  });

  test("keeps the link that leads to its file, also before there is one", () => {
    mkdirSync(path.join(folder, "shared"));
    symlinkSync("shared/prod.env", file);
    for (const secret of ["one", "two"]) {
      set(file, secret);
      expect(lstatSync(file).isSymbolicLink()).toBe(true);
      expect(readFileSync(path.join(folder, "shared", "prod.env"), "utf8")).toBe(`LATCHKEY_TOKEN=${secret}\n`);
    }
  });

  test("keeps what its group may, and takes from others what they could", () => {
    writeFileSync(file, "");
    chmodSync(file, 0o664);
    expect(set(file, "new")).toEqual({ wasOpen: true, isOpen: false });
    expect(statSync(file).mode & 0o777).toBe(0o660);
    expect(set(file, "newer")).toEqual({ wasOpen: false, isOpen: false });
  });

  test.skipIf(process.getuid?.() !== 0)("keeps its owner and its group", () => {
    writeFileSync(file, "");
    spawnSync("chown", ["1234:5678", file]);
    set(file, "new");
    expect(statSync(file)).toMatchObject({ uid: 1234, gid: 5678 });
  });

  test("is one run's at a time, and that of one that was killed is free", () => {
    const lock = path.join(folder, ".env.latchkey.lock..env");
    const lockedBy = (pid: number) => {
      mkdirSync(lock);
      writeFileSync(path.join(lock, String(pid)), "");
    };
    lockedBy(process.ppid);
    expect(() => EnvSetting.open(file)).toThrow(`Another latchkey (process ${process.ppid}) is writing this file.`);
    rmSync(lock, { recursive: true });
    lockedBy(endedPid());
    const setting = EnvSetting.open(file);
    expect(readdirSync(lock)).toEqual([String(process.pid)]);
    setting.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  test("takes the place of what was read, and of nothing that was written meanwhile", () => {
    writeFileSync(file, "A=1\n");
    const setting = EnvSetting.open(file);
    const { put } = setting.prepare("new");
    writeFileSync(file, "A=2\n");
    expect(put()).toBe(false);
    expect(readFileSync(file, "utf8")).toBe("A=2\n");
    setting.write("new");
    setting.close();
    expect(readFileSync(file, "utf8")).toBe("A=2\nLATCHKEY_TOKEN=new\n");
    expect(readdirSync(folder)).toEqual([".env"]);
  });

  test("leaves nothing beside its file, and takes away what a killed run has left", () => {
    const left = path.join(folder, `.env.latchkey.${endedPid()}-0123abcd..env`);
    const others = path.join(folder, `.env.latchkey.${endedPid()}-0123abcd.prod.env`);
    for (const each of [left, others]) writeFileSync(each, "LATCHKEY_TOKEN=half");
    mkdirSync(path.join(folder, `.env.latchkey.${endedPid()}-4567abcd..env`, "lock"), { recursive: true });
    set(file, "new");
    expect(readdirSync(folder).sort()).toEqual([".env", path.basename(others)].sort());
  });

  test("that cannot be written is told before anything is made", () => {
    mkdirSync(path.join(folder, "a"));
    expect(() => EnvSetting.open(path.join(folder, "a"))).toThrow("is not a file");
    expect(() => EnvSetting.open(path.join(folder, "nowhere", ".env"))).toThrow(
      "could not be written: its folder does not exist",
    );
    expect(() => EnvSetting.open(`${file}:1A`)).toThrow("is not a valid name for a setting");
    expect(readdirSync(folder)).toEqual(["a"]);
  });
});
