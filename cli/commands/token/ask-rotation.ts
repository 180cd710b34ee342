import { askForSecret } from "../../client/secret";
import type { Token, TokenWithSecret } from "../../client/types";
import type { Context } from "../../context";
import { EXIT, Failure } from "../../failure";

const PATH = "/iam/v3/access-tokens/";

/** What is asked for: `which` is how the API names the token, `self` for the one in use. */
export type Asked = { token: Token; which: string; overlap: number | undefined };

/** A secret whose answer was lost is nobody's: another one takes its place, and the one in use stays. */
export async function askRotation({ client }: Context, { which, overlap }: Asked): Promise<TokenWithSecret> {
  const ask = async () =>
    await askForSecret(client, `${PATH}${which}/rotate/`, overlap === undefined ? {} : { overlap });
  const first = await ask();
  const answer = "given" in first ? first : await ask();
  if ("given" in answer) return answer.given;
  throw new Failure(EXIT.network, "The answers with the new secret were lost on the way.", [
    "The old secret keeps working. Try again with --again.",
  ]);
}
