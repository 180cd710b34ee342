import { personName } from "@/lib/access-token/json";

export type PersonLabel = { id: string; label: string };

/** People as one chooses them by typing: by name, with the address where there is more than the address to tell. Each label is one person's. */
export function personLabels(
  people: readonly { id: string; email: string; first_name: string; last_name: string }[],
): PersonLabel[] {
  return people.map(({ id, email, first_name: firstName, last_name: lastName }) => {
    const name = personName({ email, firstName, lastName });
    return { id, label: name === email ? email : `${name} · ${email}` };
  });
}
