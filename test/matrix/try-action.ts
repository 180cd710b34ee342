import type { ActionCase } from "./actions";
import type { Person } from "./caller";
import { fingerprint } from "./fingerprint";
import { type Action, callAction } from "./server-action";
import type { Cookies } from "./session-cookie";
import { expectedVisit } from "./visit";
import type { World } from "./world";

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
  const tries: { person: Person | undefined; expected: string; target: string }[] = [];
  for (const person of visitors) {
    const expected = expectedVisit(person, given.visible);
    if (expected === "shown" && given.done.length === 0) continue;
    tries.push({ person, expected, target: (await given.fresh?.(world, person)) ?? "" });
  }
  // As long as nothing was done, what one try left is what the next one finds.
  let before: Record<string, string> | undefined;
  for (const { person, expected, target } of tries) {
    before ??= await fingerprint(world);
    const answer = await callAction(action, {
      address: given.address(world),
      args: given.args(world, { person, target, word: Math.random().toString(36).slice(2, 10) }),
      cookie: person && cookies.get(person),
    });
    const who = person ?? "nobody";
    if (expected === "shown") {
      if (!given.done.includes(answer.outcome)) {
        wrong.push(`${who}: ${answer.outcome} instead of ${given.done.join(" or ")}`);
      }
      before = undefined;
      continue;
    }
    const after = await fingerprint(world);
    const changed = Object.keys(after).filter((table) => before?.[table] !== after[table]);
    if (changed.length > 0) wrong.push(`${who}: changed ${changed.join(", ")} (${answer.outcome})`);
    if (person === undefined && answer.outcome !== "led to /login") wrong.push(`nobody: ${answer.outcome}`);
    before = after;
  }
  return { tried: tries.length, wrong };
}
