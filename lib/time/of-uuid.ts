/** The moment at which an id was made: every id here is a UUID of version 7, which begins with it in milliseconds. @see RFC 9562 §5.7 */
export function timeOfUuid(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16));
}
