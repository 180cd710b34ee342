import { db } from "@/db/database";
import { type LastUse, writeLastUses } from "@/db/last-use";
import { processWide } from "@/db/process-wide";
import { isUnavailable } from "@/db/unavailable";
import type { TokenPrincipal } from "@/lib/principal";

// Well within the promised 60 seconds, and one statement however many requests came.
const WRITE_EVERY_MS = 2_000;

type Buffer = { uses: Map<string, LastUse>; timer: NodeJS.Timeout | undefined; writing: Promise<void> };

const buffer = () =>
  processWide<Buffer>("last-use", () => ({ uses: new Map(), timer: undefined, writing: Promise.resolve() }));

/** Remember that a token was used now. Costs a map entry; nothing waits for the database, and nothing can fail. */
export function recordUse(principal: TokenPrincipal): void {
  const { uses } = buffer();
  const known = uses.get(principal.token.id);
  if (known !== undefined && known.usedAt >= principal.now) return;
  uses.set(principal.token.id, {
    tokenId: principal.token.id,
    usedAt: principal.now,
    address: principal.client.address,
    userAgent: principal.client.userAgent,
  });
  schedule();
}

/** Write what is remembered, and wait until it is there: the shutdown's last word before the database goes. */
export async function flushLastUse(): Promise<void> {
  const state = buffer();
  clearTimeout(state.timer);
  state.timer = undefined;
  // One after another: two writers at once would only wait for each other's row locks.
  state.writing = state.writing.then(writeRemembered);
  await state.writing;
}

// Not one timer for ever: an instance without requests writes nothing, and a test without a server leaves nothing running.
function schedule(): void {
  const state = buffer();
  if (state.timer !== undefined) return;
  state.timer = setTimeout(() => void flushLastUse(), WRITE_EVERY_MS);
  state.timer.unref();
}

async function writeRemembered(): Promise<void> {
  const state = buffer();
  if (state.uses.size === 0) return;
  const uses = [...state.uses.values()];
  state.uses.clear();
  try {
    await writeLastUses(db, uses);
  } catch (error) {
    if (!isUnavailable(error)) {
      console.error("last use: a batch could not be written and is dropped", error);
      return;
    }
    console.error(`last use: the database is away: ${uses.length} kept for the next try`);
    // Unless something newer came meanwhile.
    for (const use of uses) if (!state.uses.has(use.tokenId)) state.uses.set(use.tokenId, use);
    schedule();
  }
}
