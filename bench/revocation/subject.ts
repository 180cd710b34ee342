import type { Kysely } from "kysely";
import type { Database } from "@/db/schema";
import type { SessionPrincipal } from "@/lib/authorization/principal";
import { endings, type Stolen, steal } from "@/test/endings";
import { signIn } from "@/test/session";

export type Kind = keyof typeof endings;

/** A token that is to be ended in one way, and those who may. */
export type Subject = {
  kind: Kind;
  /** The whole request that it is asked with for what it will lose. */
  request(port: number): string;
  /** @throws when it was not ended */
  end(): Promise<void>;
};

export const KINDS: readonly Kind[] = Object.keys(endings);

export async function makeSubject(db: Kysely<Database>, kind: Kind): Promise<Subject> {
  const ending = endings[kind];
  if (ending === undefined) throw new Error(`there is no ending ${kind}`);
  const stolen = await steal(db);
  const as = await signedIn(stolen);
  const [path] = ending.ask(stolen);
  return {
    kind,
    request: (port) =>
      `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nAuthorization: Bearer ${stolen.token.secret}\r\n\r\n`,
    end: async () => {
      const status = await ending.end(stolen, as);
      if (status !== ending.status) throw new Error(`${kind}: ${status}`);
    },
  };
}

async function signedIn({ db, owner, boss }: Stolen): Promise<{ owner: SessionPrincipal; boss: SessionPrincipal }> {
  return { owner: await signIn(db, owner), boss: await signIn(db, boss) };
}
