import { setTimeout as sleep } from "node:timers/promises";
import { type Answered, Connection } from "../load/connection";
import { renderRequest } from "../load/requests";
import type { Operation, Outcome } from "./check";
import type { LiveToken, Way } from "./world";

export type Instance = { name: string; port: number };

export type Recording = {
  instances: readonly Instance[];
  makeToken(): Promise<LiveToken>;
  /** Broken one after the other while the clients go on; each returns when it is over. */
  faults: readonly { name: string; run(): Promise<void> }[];
  clients: number;
  /** Stop after so many operations, but not before each fault was there once, and an ending of each way acknowledged. */
  operations: number;
  /** What a client waits between two operations, where other work needs the processors. */
  restMs?: number;
};

/** Tokens that are asked with at a time, and how many of those that were ended last are still asked with: they are what can go wrong. */
const LIVE = 40;
const ENDED = 40;
const CHECKS_PER_ENDING = 25;
const PAUSE_MS = 200;

/**
 * Several clients ask the instances with tokens, live and ended, and end them, while what they depend on breaks.
 * @returns what each of them saw, in the order in which it was over
 */
export async function record({ instances, makeToken, faults, clients, operations, restMs }: Recording) {
  const history: Operation[] = [];
  const ways = new Map<string, number>();
  const live: LiveToken[] = [];
  const ended: LiveToken[] = [];
  let isOver = false;
  let making = 0;
  while (live.length < LIVE) live.push(await makeToken());
  const known = new Set(live.flatMap((token) => token.ways.map(({ name }) => name)));
  const hasEnough = () => history.length >= operations && known.size === ways.size;

  async function breakThings() {
    do {
      for (const fault of faults) {
        await sleep(PAUSE_MS);
        await fault.run();
      }
    } while (!isOver && faults.length > 0 && history.length < operations);
    while (!isOver && !hasEnough()) await sleep(10);
    isOver = true;
  }

  async function client() {
    const connections = new Map(instances.map(({ name, port }) => [name, new Connection(port)]));
    for (let n = 1; !isOver; n++) {
      const instance = oneOf(instances);
      const connection = connections.get(instance.name);
      if (connection === undefined) throw new Error("each instance has a connection");
      await refill();
      if (n % CHECKS_PER_ENDING === 0) await endOne(instance, connection);
      else await checkOne(instance, connection);
      if (restMs !== undefined) await sleep(restMs);
    }
    for (const connection of connections.values()) connection.close();
  }

  async function checkOne({ name, port }: Instance, connection: Connection) {
    const { id, secret, path } = oneOf(live.length === 0 || (ended.length > 0 && Math.random() < 0.5) ? ended : live);
    const sentAt = performance.now();
    const outcome = outcomeOf(await asked(connection, render(port, "GET", path, secret)));
    history.push({ type: "check", token: id, instance: name, sentAt, answeredAt: performance.now(), outcome });
  }

  /** A token and how to end it: in a way that was acknowledged least so far, so that each comes to its turn. */
  function nextEnding() {
    const possible = live.flatMap((token) => token.ways.map((way) => ({ token, way })));
    const count = ({ way }: { way: Way }) => ways.get(way.name) ?? 0;
    const least = Math.min(...possible.map(count));
    return oneOf(possible.filter((one) => count(one) === least));
  }

  async function endOne({ name, port }: Instance, connection: Connection) {
    if (live.length === 0) return;
    const { token, way } = nextEnding();
    live.splice(live.indexOf(token), 1);
    const secret = way.by === "itself" ? token.secret : token.keeper;
    const begunAt = performance.now();
    // From now on it may be refused anywhere.
    ended.push(token);
    if (ended.length > ENDED) ended.shift();
    const answer = await asked(connection, render(port, way.method, way.path, secret, way.body));
    const isAcknowledged = !(answer instanceof Error) && answer.status === way.status;
    const acknowledged = isAcknowledged ? { acknowledgedAt: performance.now() } : {};
    history.push({ type: "ending", token: token.id, instance: name, begunAt, ...acknowledged });
    if (isAcknowledged) ways.set(way.name, (ways.get(way.name) ?? 0) + 1);
  }

  // While the database is away none can be made: what is missing then is made up for later, or soon there would be nothing left to end.
  async function refill() {
    if (live.length + making >= LIVE) return;
    making++;
    try {
      live.push(await makeToken());
    } catch {
      await sleep(20);
    } finally {
      making--;
    }
  }

  try {
    await Promise.all([breakThings(), ...Array.from({ length: clients }, client)]);
  } finally {
    isOver = true;
  }
  return { history, ways };
}

async function asked(connection: Connection, request: string): Promise<Answered | Error> {
  try {
    return await connection.ask(request);
  } catch (error) {
    // An instance that is down would otherwise be asked as fast as it can refuse.
    await sleep(10);
    return error instanceof Error ? error : new Error(String(error));
  }
}

function render(port: number, method: string, path: string, secret: string, body?: Way["body"]): string {
  const headers: Record<string, string> = { Authorization: `Bearer ${secret}` };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  return renderRequest({ method, path, headers, ...(body === undefined ? {} : { body }) }, port);
}

/** @throws for an answer that says neither: it would hide something */
function outcomeOf(answer: Answered | Error): Outcome {
  // Whoever is told to come later is told nothing about the token.
  if (answer instanceof Error || answer.status === 503 || answer.status === 429) return "unavailable";
  if (answer.status === 200) return "allowed";
  if ([401, 403, 404].includes(answer.status)) return "refused";
  throw new Error(`a check was answered ${answer.status}`);
}

function oneOf<T>(all: readonly T[]): T {
  const one = all[Math.floor(Math.random() * all.length)];
  if (one === undefined) throw new Error("there is none to choose from");
  return one;
}
