import { type Problem, problem } from "@/lib/api/answer/problem";
import type { TokenPrincipal } from "@/lib/authorization/principal";
import { clientOf } from "@/lib/client";
import { clientNetwork } from "@/lib/client-network";
import { countOne } from "@/lib/rate-limit/limiter";

/** Count a request of someone whom nothing but an address tells from others. @throws Problem 429 where there were too many */
export async function limitByAddress(request: Request): Promise<void> {
  const network = clientNetwork(clientOf(request.headers).address) ?? "unknown";
  const seconds = await countOne("secret reports", network);
  if (seconds !== undefined) throw tooMany("Your network has sent too many.", seconds);
}

/** Count a request of a live token. @throws Problem 429 where there were too many */
export async function limitByToken({ token }: TokenPrincipal): Promise<void> {
  const seconds = await countOne("secret look-ups", token.id);
  if (seconds !== undefined) throw tooMany("This access token has sent too many.", seconds);
}

function tooMany(because: string, seconds: number): Problem {
  return problem("rate_limited", { because, headers: { "Retry-After": String(seconds) } });
}
