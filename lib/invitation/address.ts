/** Whether two e-mail addresses are one, in whatever case they are written. Pure. */
export function isSameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
