import { Link } from "@/components/ui/link";
import { MethodPath } from "./method-path";
import { type EndpointReference, titleOf } from "./reference";

type Props = { endpoints: readonly EndpointReference[] };

/** Endpoints by method and path, each with what it does, and the way to it. */
export function EndpointIndex({ endpoints }: Props) {
  return (
    <ul className="grid gap-x-6 gap-y-1.5">
      {endpoints.map((endpoint) => (
        <li key={endpoint.id} className="min-w-0">
          <Link href={`${endpoint.page}#${endpoint.id}`} className="group/to block rounded-sm py-0.5">
            <span className="text-[0.8125rem] leading-5 group-hover/to:underline group-hover/to:underline-offset-4">
              <MethodPath method={endpoint.method} path={endpoint.path} />
            </span>
            <span className="block text-[0.8125rem] text-muted-foreground leading-5">{titleOf(endpoint)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
