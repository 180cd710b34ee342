/** Why the server does not start. `message` is one or two sentences for the operator's terminal, without any secret. */
export class StartError extends Error {
  override readonly name = "StartError";
}
