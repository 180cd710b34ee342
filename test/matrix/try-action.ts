import type { ActionCase } from "./actions";
import type { Person } from "./caller";
import { fingerprint } from "./fingerprint";
import { type Action, callAction } from "./server-action";
import type { Cookies } from "./session-cookie";
import { expectedVisit } from "./visit";
import type { World } from "./world";

type Try = { person: Person | undefined; expected: string; target: string };

/**
 * Call an action as each of these people, whatever a page would let them press. Who may not changes nothing, in no table;
 * who may gets it done. What is wrong, in words.
 */
export async function wrongCalls(
  world: World,
  cookies: Cookies,
  action: Action,
  given: ActionCase,
  visitors: readonly (Person | undefined)[],
): Promise<{ tried: number; wrong: string[] }> {
  const wrong: string[] = [];
  const tries: Try[] = [];
  for (const person of visitors) {
    const expected = expectedVisit(person, given.visible);
    if (expected === "shown" && given.done.length === 0) continue;
    tries.push({ person, expected, target: (await given.fresh?.(world, person)) ?? "" });
  }
  const call = async ({ person, target }: Try) =>
    await callAction(action, {
      address: given.address(world),
      args: given.args(world, { person, target, word: Math.random().toString(36).slice(2, 10) }),
      cookie: person && cookies.get(person),
    });

  const refused = tries.filter(({ expected }) => expected !== "shown");
  const callAsRefused = async (those: readonly Try[]) => {
    const before = await fingerprint(world);
    const outcomes: string[] = [];
    for (const one of those) outcomes.push((await call(one)).outcome);
    const after = await fingerprint(world);
    return { outcomes, changed: Object.keys(after).filter((table) => before[table] !== after[table]) };
  };
  // One look at the tables for all of them: as long as nothing changed, none of them has changed anything.
  const { outcomes, changed } = await callAsRefused(refused);
  for (const [n, { person }] of refused.entries()) {
    if (person === undefined && outcomes[n] !== "led to /login") wrong.push(`nobody: ${outcomes[n]}`);
  }
  if (changed.length > 0) wrong.push(`who may not changed ${changed.join(", ")}`);
  // Each again, with something fresh, to say who.
  for (const { person, expected } of changed.length > 0 ? refused : []) {
    const again = await callAsRefused([{ person, expected, target: (await given.fresh?.(world, person)) ?? "" }]);
    if (again.changed.length > 0)
      wrong.push(`${nameOf(person)}: changed ${again.changed.join(", ")} (${again.outcomes.join()})`);
  }

  for (const one of tries.filter(({ expected }) => expected === "shown")) {
    const { outcome } = await call(one);
    if (!given.done.includes(outcome))
      wrong.push(`${nameOf(one.person)}: ${outcome} instead of ${given.done.join(" or ")}`);
  }
  return { tried: tries.length, wrong };
}

const nameOf = (person: Person | undefined) => person ?? "nobody";
