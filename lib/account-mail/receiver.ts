/** Who a mail about an account goes to. */
export type Receiver = { email: string; firstName: string };

export function greetingTo({ firstName }: Receiver): string {
  return firstName.trim() === "" ? "Hello," : `Hello ${firstName.trim()},`;
}
