import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { secretsIn } from "@/lib/access-token/secret/in-text";
import { generateSecret } from "@/lib/access-token/secret/secret";
import { countOf, decoded, textsOf } from "./texts";

const folder = mkdtempSync(path.join(tmpdir(), "latchkey-scan-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const secret = generateSecret("lk", "pat");
const at = (...names: string[]) => path.join(folder, ...names);

/** Where the secrets of some places are found, and what could not be read. */
async function found(paths: string[], history = false) {
  const places = new Map<string, string[]>();
  const unread: string[] = [];
  for await (const { place, text } of textsOf(paths, { history, unread: (where) => unread.push(where) })) {
    for (const each of secretsIn(decoded(text))) {
      const before = places.get(each) ?? [];
      if (!before.includes(place)) places.set(each, [...before, place]);
    }
  }
  return { places, unread };
}

test("what is named is followed, a link too, and links below a folder are not", async () => {
  mkdirSync(at("releases", "one"), { recursive: true });
  writeFileSync(at("releases", "one", ".env"), `TOKEN=${secret}`);
  symlinkSync(at("releases", "one"), at("current"));
  symlinkSync(at("releases", "one", ".env"), at("linked.env"));
  expect((await found([at("current")])).places.get(secret)).toEqual([at("current", ".env")]);
  expect((await found([at("linked.env")])).places.get(secret)).toEqual([at("linked.env")]);
  expect((await found([folder])).places.get(secret)).toEqual([at("releases", "one", ".env")]);
  expect(await countOf([folder, at("linked.env"), at("nothing"), "-"], { history: true })).toBe(4);
});

test("a pipe that is named is read", async () => {
  execFileSync("mkfifo", [at("pipe")]);
  const written = import("node:fs/promises").then(({ writeFile }) => writeFile(at("pipe"), `a=${secret}`));
  expect((await found([at("pipe")])).places.get(secret)).toEqual([at("pipe")]);
  await written;
  rmSync(at("pipe"));
});

test("what cannot be read is told, and the rest is looked through all the same", async () => {
  const socket = createServer().listen(at("socket"));
  await once(socket, "listening");
  const { places, unread } = await found([at("socket"), at("releases")]);
  socket.close();
  expect(unread).toEqual([at("socket")]);
  expect(places.has(secret)).toBe(true);
});

test("what does not exist is a mistake, before anything is read", async () => {
  await expect(found([at("releases"), at("nothing")])).rejects.toThrow(`There is no file or folder ${at("nothing")}.`);
});

test.each<[string, (secret: string) => Buffer | string]>([
  ["UTF-16", (each) => Buffer.from(`\ufeffToken: ${each}\r\n`, "utf16le")],
  ["base64", (each) => `data:\n  token: ${btoa(`deploy:${each}`)}\n`],
  ["base64 of UTF-16", (each) => `powershell -enc ${Buffer.from(`$t="${each}"`, "utf16le").toString("base64")}`],
  ["a URL", (each) => `https://x.example/?t=${each.replaceAll("_", "%5F")}`],
  ["two pieces of a long file", (each) => `${"x".repeat(65_536 - 20)}${each}`],
  ["two pieces of a long file, in base64", (each) => `${"x ".repeat(32_768 - 20)}${btoa(`deploy:${each}`)}`],
])("a secret is found in %s", async (_, content) => {
  const one = generateSecret("lk", "org");
  writeFileSync(at("file"), content(one));
  expect([...(await found([at("file")])).places]).toEqual([[one, [at("file")]]]);
});

test("the history has messages, binary files, merges and what was removed since", async () => {
  const repository = at("repository");
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", repository, "-c", "user.name=A", "-c", "user.email=a@b.example", ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  const [removed, inMessage, binary, merged] = Array.from({ length: 4 }, () => generateSecret("lk", "pat"));
  mkdirSync(repository);
  git("init", "-q", "-b", "main");
  const commit = (message: string, files: Record<string, string | Buffer>) => {
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(repository, name), content);
    git("add", "-A");
    git("commit", "-q", "--allow-empty", "-m", message);
    return `commit ${git("rev-parse", "HEAD").slice(0, 12)}`;
  };
  const first = commit("Begin", { a: `${removed}\n`, "b.bin": Buffer.from(`\0\u0001${binary}\0`) });
  const second = commit(`Use ${inMessage}`, { a: "gone\n" });
  git("checkout", "-q", "-b", "side", "HEAD~1");
  commit("Aside", { c: "c\n" });
  git("checkout", "-q", "main");
  git("merge", "-q", "--no-commit", "--no-ff", "side");
  const merge = commit("Merge", { d: `only in the merge: ${merged}\n` });
  // Whatever somebody's own settings leave out.
  writeFileSync(path.join(repository, ".gitattributes"), "* -diff\n");
  const { places, unread } = await found([repository], true);
  expect(await countOf([repository], { history: true })).toBe(4 + 5);
  expect(unread).toEqual([]);
  expect(places.get(removed ?? "")).toEqual(expect.arrayContaining([first, second]));
  expect(places.get(inMessage ?? "")).toEqual([second]);
  expect(places.get(binary ?? "")).toContain(first);
  expect(places.get(merged ?? "")).toContain(merge);
  expect((await found([at("releases")], true)).unread).toEqual([`the history of ${at("releases")}`]);
});
