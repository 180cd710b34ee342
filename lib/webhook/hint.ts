/** The end of a signing secret, by which a page says which one it showed. It gives away 24 of its 256 bits at most. Pure. */
export function signingHintOf(secret: string): string {
  return secret.slice(-5);
}
