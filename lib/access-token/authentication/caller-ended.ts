/** The token that a request came with was revoked, or its secret ended, while the request ran. The edge of HTTP answers 401. */
export class CallerEnded extends Error {
  override readonly name = "CallerEnded";
}
