import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import type { EnvironmentJson } from "@/lib/environment/json";
import { EnvironmentName } from "../../environment-name";

/** Which environment is shown: links, so that each has an address of its own. */
export function EnvironmentNav({
  environments,
  current,
  base,
  children,
}: {
  environments: readonly EnvironmentJson[];
  current: EnvironmentJson | undefined;
  base: string;
  children?: ReactNode;
}) {
  return (
    <div className="flex items-center gap-x-3 border-b">
      <nav aria-label="Environments" className="-mb-px min-w-0 flex-1 overflow-x-auto">
        <ul className="flex gap-5">
          {environments.map(({ uuid, slug }) => (
            <li key={uuid} className="shrink-0">
              <Link
                href={`${base}?environment=${slug}`}
                scroll={false}
                aria-current={uuid === current?.uuid ? "page" : undefined}
                className="flex h-10 items-center border-transparent border-b-2 text-muted-foreground transition-colors duration-100 hover:text-foreground focus-visible:-outline-offset-2 aria-[current]:border-b-active aria-[current]:font-medium aria-[current]:text-foreground pointer-coarse:h-11"
              >
                <EnvironmentName slug={slug} plain className="max-w-48 text-[0.8125rem]" />
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {children && <div className="shrink-0">{children}</div>}
    </div>
  );
}
