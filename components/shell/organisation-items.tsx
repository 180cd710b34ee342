"use client";

import { Building2, Check } from "lucide-react";
import { usePathname } from "next/navigation";
import { DropdownMenuGroup, DropdownMenuItem, DropdownMenuLabel } from "@/components/ui/dropdown-menu";
import { Link } from "@/components/ui/link";

/** Links to the person's organisations; the current one is marked. Many of them scroll, so that the menu's end stays near. */
export function OrganisationItems({ organisations }: { organisations: readonly { slug: string; name: string }[] }) {
  const pathname = usePathname();
  if (organisations.length === 0) return null;
  return (
    <DropdownMenuGroup aria-label="Organisations">
      <DropdownMenuLabel>Organisations</DropdownMenuLabel>
      <div className="max-h-68 overflow-y-auto overscroll-contain">
        {organisations.map(({ slug, name }) => {
          const href = `/organisations/${slug}`;
          const isHere = pathname === href || pathname.startsWith(`${href}/`);
          return (
            <DropdownMenuItem key={slug} asChild>
              <Link
                href={href}
                aria-current={isHere ? "true" : undefined}
                title={name}
                className="aria-[current]:font-medium"
              >
                <Building2 aria-hidden="true" /> <span className="min-w-0 flex-1 truncate">{name}</span>
                {isHere && <Check aria-hidden="true" className="text-active-text!" />}
              </Link>
            </DropdownMenuItem>
          );
        })}
      </div>
    </DropdownMenuGroup>
  );
}
