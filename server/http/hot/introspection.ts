import { Place } from "@/lib/access-token/authentication/cache/kept";
import {
  type Known,
  knownToken,
  type Presented,
  presented,
  rememberToken,
} from "@/lib/access-token/authentication/cache/known";
import type { TokenPrincipalCore } from "@/lib/authorization/principal";
import { allowsScope, VERIFY } from "@/lib/authorization/scope";
import { countDuration, counts, requestsOf } from "@/lib/metrics/counts";
import { knownTo } from "@/lib/verification/introspect";
import { INACTIVE, introspectionJson } from "@/lib/verification/introspection-json";
import type { Answering, Asked } from "./asked";
import { isSmallForm, takeBody } from "./body";
import { withExpiry } from "./expiry";
import { type Question, questionOf } from "./question";
import { type Answer, bytesOf, makeAnswer } from "./send";
import { type From, Uses } from "./uses";

const ROUTE = "POST /oauth/introspect";
const BYTES_OF_A_CLIENT = 700;

/** Who asks about which token, with what they are remembered by. */
type Presenting = Pick<Question, "id" | "address"> & { client: Presented; secret: Presented };

/** A client that may ask, and what counts that it does. */
type Client = { core: TokenPrincipalCore; uses: Uses };

/** What a client is told of a token, and what counts that it was asked about; undefined where the client may not know of it. */
type Told = { client: TokenPrincipalCore; answer: Answer; uses: Uses | undefined };

/** Introspection: what is answered by who asks and about whom, which stands in the body. */
export function introspecting({ send, from }: Answering): (asked: Asked) => boolean {
  const { answer, remember } = introspections();
  const answered = requestsOf("introspect", 200);
  const { found } = counts();
  return ({ request, response, otherwise }) => {
    if (!isSmallForm(request)) return false;
    takeBody(request, (body) => {
      const read = questionOf(request.headers.authorization, body.text);
      if (read === undefined) return body.giveBack(() => otherwise(performance.now()));
      const question = { ...read, client: presented(read.client), secret: presented(read.secret) };
      if (attempt(question)) {
        // The client and the token.
        found.recalled += 2;
        return;
      }
      const begun = performance.now();
      void remember(question, from(request)).then(
        () => attempt(question, begun) || body.giveBack(() => otherwise(begun)),
      );

      /** @param begun when it was asked, where the database had to be asked since then */
      function attempt(question: Presenting, begun?: number): boolean {
        const sender = from(request);
        const told = answer(question, sender);
        if (told === undefined) return false;
        send(response, told, sender.requestId);
        answered.count++;
        if (begun !== undefined) countDuration("introspect", performance.now() - begun);
        body.done();
        return true;
      }
    });
    return true;
  };
}

/** Answers to introspection, each made once for as long as nothing that the client and the token are made of changes. */
function introspections() {
  const clients = new Place<Client | "refused">();
  // Of each token what its last client was told: mostly it is one that asks, and what is kept stays in proportion to the tokens.
  const told = new Place<Told>();

  /** The answer, counted; undefined where it is not known at once, or not a plain one. */
  function answer(question: Presenting, from: From): Answer | undefined {
    const client = clientOf(question, from);
    const asked = client && knownToken(question.secret, question.address);
    if (client === undefined || asked === undefined) return undefined;
    const { answer, uses } = toldOf(client.core, asked);
    uses?.count(asked.now, from, question.address);
    client.uses.count(asked.now, from);
    return answer;
  }

  /** Have client and token remembered, so that there may be an answer. Who may not ask has no token looked up. */
  async function remember(question: Presenting, from: From): Promise<void> {
    await rememberToken(question.client);
    if (clientOf(question, from) !== undefined) await rememberToken(question.secret);
  }

  /** Who asks, if that is known and it may. */
  function clientOf({ client, id }: Presenting, { address }: From): Client | undefined {
    const known = knownToken(client, address);
    if (known === undefined || (id !== undefined && id !== known.core.token.id)) return undefined;
    const found = clients.of(known.keeper) ?? clients.keep(known.keeper, clientFrom(known), BYTES_OF_A_CLIENT);
    return found === "refused" ? undefined : found;
  }

  function clientFrom({ core, secretId }: Known): Client | "refused" {
    const { token, owner } = core;
    // A person's token never has it, whatever is stored.
    if (owner.type !== "organisation" || !allowsScope(token.scopes, VERIFY)) return "refused";
    return { core, uses: new Uses({ tokenId: token.id, secretId, scope: VERIFY, route: ROUTE }) };
  }

  function toldOf(client: TokenPrincipalCore, { core, keeper, secretId }: Known): Told {
    const last = told.of(keeper);
    if (last?.client === client) return last;
    const known = knownTo(client, core);
    const json = known === undefined ? INACTIVE : introspectionJson(core, known.organisations, known.reach);
    const headers = withExpiry(client, { "Content-Type": "application/json", "Cache-Control": "no-store" });
    const answer = makeAnswer(headers, JSON.stringify(json));
    const uses = known && new Uses({ tokenId: core.token.id, secretId, scope: "", route: ROUTE });
    return told.keepOfRepeated(keeper, { client, answer, uses }, bytesOf(answer));
  }

  return { answer, remember };
}
