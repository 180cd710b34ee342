import { RepeatedUse } from "@/lib/access-token/usage/record";
import { userAgentOf } from "@/lib/client";

/** Who sent a request, as the headers say it. */
export type From = { address: string | null; userAgent: string | undefined; requestId: string };

/** Counts the requests that have secret and endpoint in common. Those that come one after the other from one client cost next to nothing. */
export class Uses {
  readonly #of: { tokenId: string; secretId: string; scope: string; route: string };
  #last: { use: RepeatedUse; address: string | null; userAgent: string | undefined } | undefined;

  constructor(of: { tokenId: string; secretId: string; scope: string; route: string }) {
    this.#of = of;
  }

  /**
   * @param now the database's clock, in milliseconds
   * @param address where it came from, if that is not who sent it
   */
  count(now: number, from: From, address = from.address): void {
    const { userAgent, requestId } = from;
    let last = this.#last;
    if (last === undefined || last.address !== address || last.userAgent !== userAgent || !last.use.isOn(now)) {
      const client = { address, userAgent: userAgentOf(userAgent), requestId };
      last = { use: new RepeatedUse({ ...this.#of, outcome: "success", client }), address, userAgent };
      this.#last = last;
    }
    last.use.count(now);
  }
}
