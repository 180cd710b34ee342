import { headers } from "next/headers";

/** A page that is made at each request, and has nothing to say. */
export default async function Page() {
  const host = (await headers()).get("host");
  return <h1>{host}</h1>;
}
