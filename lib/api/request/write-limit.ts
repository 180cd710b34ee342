import { processWide } from "@/db/process-wide";
import { problem } from "@/lib/api/answer/problem";
import { WRITES_OF_ONE } from "@/lib/write";

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether a request changes something. */
export function isWrite(request: Request): boolean {
  return !READING.has(request.method);
}

/**
 * Run a change that a token asks for, unless as many of its changes are under way in this process as it may have at a time: one
 * token's loop does not keep others waiting, nor those who end it.
 * @throws Problem 429, before anything has begun
 */
export async function limitWrites<Result>(tokenId: string, run: () => Promise<Result>): Promise<Result> {
  const underWay = processWide("writes under way", () => new Map<string, number>());
  const count = underWay.get(tokenId) ?? 0;
  if (count >= WRITES_OF_ONE) {
    throw problem("rate_limited", {
      because: `${count} changes by this access token are already in progress.`,
      headers: { "Retry-After": "1" },
    });
  }
  underWay.set(tokenId, count + 1);
  try {
    return await run();
  } finally {
    const left = (underWay.get(tokenId) ?? 1) - 1;
    if (left === 0) underWay.delete(tokenId);
    else underWay.set(tokenId, left);
  }
}
