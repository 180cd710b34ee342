/**
 * What Lighthouse says of the pages, on a phone and on a desktop: `npx tsx bench/pages.ts [NAME…]`. Starts a production server and a PostgreSQL of its
 * own, fills it with the demo, and stops both. Ten minutes for all pages; with names only those. Lighthouse is installed in bench/pages alone.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright";
import { connect, type Db } from "@/db/database";
import { fillDemo } from "@/demo/fill-demo";
import { providePostgres } from "@/test/database/postgres";
import { startServer } from "@/test/http/server";
import { sessionHeaderOf } from "@/test/http/session-cookie";
import { TEST_SECRET } from "@/test/secret";
import { findChromium } from "../scripts/chromium.mjs";
import { ensureBuild } from "../scripts/prepare.mjs";
import { describeFacts, factsOf } from "./machine/facts";
import { median } from "./report";
import { saveResults } from "./results";
import { MOST_BYTES } from "./table/scripts";

const FOLDER = path.join(import.meta.dirname, "pages");
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const FORMS = ["mobile", "desktop"] as const;
const LEAST = { mobile: 90, desktop: 95 };
const MOST_FONT_BYTES = 60_000;
const MOST_SCRIPT_BYTES: Readonly<Record<string, number>> = MOST_BYTES;

type Measured = {
  name: string;
  form: "mobile" | "desktop";
  path: string;
  scores: { performance: number; accessibility: number; "best-practices": number };
  shift: number;
  blockedMs: number;
  paintedMs: number;
  scriptBytes: number;
  fontBytes: number;
  failed: string[];
};

await ensureBuild();
install();
const stopPostgres = await providePostgres();
const server = await startServer();
process.env.APP_SECRET = TEST_SECRET;
process.env.APP_URL = server.url;
const db = connect(server.databaseUrl);
try {
  const names = process.argv.slice(2);
  const { addresses, cookie } = await prepare(db);
  const chosen = Object.entries(addresses).filter(([name]) => names.length === 0 || names.includes(name));
  const facts = await factsOf(server.databaseUrl, undefined);
  console.log(describeFacts(facts));
  const pages = chosen.flatMap(([name, { url, signedIn }]) =>
    FORMS.map((form) => ({ name, form, url: server.url + url, cookie: signedIn ? cookie : "" })),
  );
  // In rounds, so that whatever else the machine does for a while is not in all of what one page took.
  const results = summaryOf(await measure(Array.from({ length: ROUNDS }, () => pages).flat()));
  const missed = results.filter((result) => tell(result));
  console.log(`${results.length - missed.length} of ${results.length} reach what is asked.`);
  console.log(`Kept in ${saveResults("pages", { facts, rounds: ROUNDS, results }, { only: names })}.`);
} finally {
  await db.destroy();
  await server.stop();
  await stopPostgres();
}

/** The pages of the demo's main person, and those for everybody. */
async function prepare(database: ReturnType<typeof connect>) {
  const demo = await fillDemo(database, new Date());
  const email = demo?.logins[0]?.email ?? "";
  const person = await database.selectFrom("user").select("id").where("email", "=", email).executeTakeFirstOrThrow();
  const { slug } = await database
    .selectFrom("organisation as o")
    .innerJoin("membership as m", "m.organisation_id", "o.id")
    .select("o.slug")
    .where("m.user_id", "=", person.id)
    .where("m.role", "=", "owner")
    .orderBy("o.created_at")
    .executeTakeFirstOrThrow();
  const token = await mostUsed(database, person.id);
  const open = (url: string) => ({ url, signedIn: false });
  const own = (url: string) => ({ url, signedIn: true });
  return {
    cookie: await sessionHeaderOf(database, person),
    addresses: {
      landing: open("/"),
      login: open("/login"),
      guide: open("/docs"),
      reference: open("/docs/api"),
      overview: own("/"),
      tokens: own("/account/access-tokens"),
      token: own(`/account/access-tokens/${token}`),
      profile: own("/account/profile"),
      security: own("/account/security"),
      notifications: own("/account/notifications"),
      activity: own("/account/activity"),
      organisation: own(`/organisations/${slug}`),
      "organisation-tokens": own(`/organisations/${slug}/access-tokens`),
      members: own(`/organisations/${slug}/members`),
      policy: own(`/organisations/${slug}/policy`),
      webhooks: own(`/organisations/${slug}/webhooks`),
    },
  };
}

/** A token whose page has the most to show. */
async function mostUsed(database: Db, userId: string): Promise<string> {
  const { id } = await database
    .selectFrom("access_token as t")
    .innerJoin("access_token_usage as u", "u.token_id", "t.id")
    .select("t.id")
    .where("t.user_id", "=", userId)
    .where("t.revoked_at", "is", null)
    .groupBy("t.id")
    .orderBy((eb) => eb.fn.countAll(), "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  return id;
}

/** Into a folder of their own: nothing of them is in the lock file of the project. */
function install(): void {
  if (existsSync(path.join(FOLDER, "node_modules/.package-lock.json"))) return;
  console.log("Installing Lighthouse.");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: FOLDER,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("npm ci in bench/pages failed: what it wrote above says why.");
}

async function measure(pages: readonly { name: string; form: string; url: string; cookie: string }[]) {
  const child = spawn(process.execPath, [path.join(FOLDER, "lighthouse.mjs")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify({ chromium: findChromium() ?? chromium.executablePath(), pages }));
  const measured: Measured[] = [];
  for await (const line of createInterface(child.stdout)) {
    measured.push(JSON.parse(line));
    if (process.stdout.isTTY) process.stdout.write(`\rMeasuring: ${measured.length} of ${pages.length}`);
  }
  if (process.stdout.isTTY) process.stdout.write("\n");
  if (measured.length !== pages.length) throw new Error("Lighthouse ended early: what it wrote above says why.");
  return measured;
}

/** Each page once for each form: medians; of the layout shift, which should never be seen, the worst. */
function summaryOf(measured: readonly Measured[]): Measured[] {
  const firsts = measured.filter((one, n) => n === measured.findIndex((other) => isSame(one, other)));
  return firsts.map((first) => {
    const rounds = measured.filter((one) => isSame(one, first));
    const middle = (pick: (result: Measured) => number) => median(rounds.map(pick));
    return {
      ...first,
      scores: {
        performance: middle(({ scores }) => scores.performance),
        accessibility: middle(({ scores }) => scores.accessibility),
        "best-practices": middle(({ scores }) => scores["best-practices"]),
      },
      shift: Math.max(...rounds.map(({ shift }) => shift)),
      blockedMs: middle(({ blockedMs }) => blockedMs),
      paintedMs: middle(({ paintedMs }) => paintedMs),
      scriptBytes: middle(({ scriptBytes }) => scriptBytes),
      fontBytes: middle(({ fontBytes }) => fontBytes),
      failed: [...new Set(rounds.flatMap(({ failed }) => failed))],
    };
  });
}

function isSame(one: Measured, other: Measured): boolean {
  return one.name === other.name && one.form === other.form;
}

/** @returns whether something of it is not what is asked for */
function tell({
  name,
  form,
  path: shown,
  scores,
  shift,
  blockedMs,
  paintedMs,
  scriptBytes,
  fontBytes,
  failed,
}: Measured) {
  const most = MOST_SCRIPT_BYTES[name];
  const missed = [
    scores.performance < LEAST[form] && `performance below ${LEAST[form]}`,
    scores.accessibility < 100 && "accessibility below 100",
    scores["best-practices"] < 100 && "best practices below 100",
    shift > 0 && "the layout moves",
    fontBytes > MOST_FONT_BYTES && `fonts over ${MOST_FONT_BYTES / 1000} kB`,
    most !== undefined && scriptBytes > most && `JavaScript over ${most / 1000} kB`,
    ...failed,
  ].filter((reason) => typeof reason === "string");
  const { performance, accessibility } = scores;
  console.log(
    [
      `${name.padEnd(20)} ${form.padEnd(7)}`,
      `${performance}/${accessibility}/${scores["best-practices"]}`.padEnd(12),
      `shift ${shift.toFixed(3)}`,
      `painted ${(paintedMs / 1000).toFixed(1)} s`,
      `blocked ${blockedMs.toFixed(0).padStart(4)} ms`,
      `scripts ${(scriptBytes / 1000).toFixed(0).padStart(3)} kB`,
      `fonts ${(fontBytes / 1000).toFixed(0).padStart(3)} kB`,
      shown,
      missed.length === 0 ? "" : `← ${missed.join(", ")}`,
    ].join("  "),
  );
  return missed.length > 0;
}
