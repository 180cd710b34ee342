import cluster from "node:cluster";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { setBarrierElsewhere } from "@/db/barrier";
import { setMetricsElsewhere } from "@/lib/metrics/gather";
import { metricsOfProcess } from "@/lib/metrics/registry";
import type { Service } from "@/server/service";
import type { End } from "@/server/stop";
import { forkMember, type Member } from "./member";

// Of one that ends sooner than this after its start the next one may be expected to do so as well.
const SOON_MS = 10_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 30_000;
// A worker takes less for all that it has to finish; see the steps of its end.
const STOP_MS = 2_300;

/**
 * Serve by `count` processes on one port, to which this one hands connections in turn. It answers no request itself. A worker that
 * ends is replaced; one that is started in the place of another listens once it can answer.
 */
export function startWorkers(count: number, end: Pick<End, "add">, exec = path.resolve("scripts/worker.mjs")): Service {
  cluster.setupPrimary({ exec, args: [], stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const crew = new Set<Member>();
  let stopping = false;
  // However this process ends: what it has not stopped by then answers nobody any more.
  process.once("exit", () => {
    for (const member of crew) member.kill();
  });
  for (let n = 0; n < count; n++) join();
  setBarrierElsewhere(() => catchUp());
  setMetricsElsewhere(() => metrics());

  const all = async (run: (member: Member) => Promise<void>) => void (await Promise.all([...crew].map(run)));
  return {
    listen: async () => {
      // By one first: Node.js' own main process stumbles when several are refused a port at once.
      const [first, ...others] = crew;
      await first?.tell({ order: "listen" });
      await Promise.all(others.map((member) => member.tell({ order: "listen" })));
    },
    prepare: () => all(prepare),
    open: async () => {
      await all((member) => member.tell({ order: "open" }));
      for (const member of crew) void replaceWhenEnded(member);
      await end.add({ name: "requests in flight", patience: STOP_MS + 200, run: stop });
    },
  };

  function join(): Member {
    const member = forkMember({
      catchUp,
      metrics: async (asker) => [...(await metrics(asker)), await metricsOfProcess()],
    });
    crew.add(member);
    return member;
  }

  async function prepare(member: Member) {
    await member.tell({ order: "prepare", databaseUrl: process.env.DATABASE_URL ?? "" });
  }

  // One that has answered nothing yet knows nothing that could be out of date.
  async function catchUp(asker?: Member) {
    const others = [...crew].filter((member) => member !== asker && member.wasTold("open"));
    await Promise.all(others.map((member) => member.catchUp()));
  }

  async function metrics(asker?: Member) {
    const others = [...crew].filter((member) => member !== asker && member.wasTold("open"));
    return (await Promise.all(others.map((member) => member.metrics()))).flat();
  }

  async function replaceWhenEnded(first: Member) {
    let [member, pause] = [first, 0];
    for (;;) {
      const how = await member.ended;
      crew.delete(member);
      if (stopping) return;
      const isSoon = performance.now() - member.startedAt < SOON_MS;
      pause = isSoon ? Math.min(Math.max(2 * pause, FIRST_PAUSE_MS), LONGEST_PAUSE_MS) : 0;
      const when = pause === 0 ? "" : ` in ${pause / 1000} s`;
      console.error(`Workers: process ${member.pid} ${how}; starting another one${when}.`);
      if (pause > 0) await sleep(pause, undefined, { ref: false });
      if (stopping) return;
      member = join();
      await serve(member).catch((error) => {
        // Of one that has ended this is said next.
        if (!member.isOver()) console.error(`Workers: ${error instanceof Error ? error.message : error}`);
        member.kill();
      });
    }
  }

  async function serve(member: Member) {
    // Where nobody listens, a 503 that says when to come again is better than a closed port.
    const isAlone = crew.size === 1;
    if (isAlone) await member.tell({ order: "listen" });
    await prepare(member);
    await member.tell({ order: "open" });
    if (!isAlone) await member.tell({ order: "listen" });
    console.log(`Workers: process ${member.pid} is ready.`);
  }

  async function stop() {
    stopping = true;
    const late = setTimeout(() => {
      for (const member of crew) member.kill();
    }, STOP_MS);
    await all(async (member) => {
      member.tell({ order: "stop" }).catch(() => {});
      await member.ended;
    });
    clearTimeout(late);
  }
}
