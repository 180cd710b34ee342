import { personName } from "@/lib/access-token/json";

export type PersonLabel = { id: string; label: string };

/** Labels to find people by typing: the name, with the address where they differ. Each label belongs to one person. */
export function personLabels(
  people: readonly { id: string; email: string; first_name: string; last_name: string }[],
): PersonLabel[] {
  return people.map(({ id, email, first_name: firstName, last_name: lastName }) => {
    const name = personName({ email, firstName, lastName });
    return { id, label: name === email ? email : `${name} · ${email}` };
  });
}
