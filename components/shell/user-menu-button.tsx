import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import type { Theme } from "@/components/theme/theme";
import { Button } from "@/components/ui/button";
import { Avatar } from "./avatar";

export type UserMenuProps = {
  name: string;
  email: string;
  initials: string;
  organisations: readonly { slug: string; name: string }[];
  theme: Theme;
};

/** What opens the menu. */
export function UserMenuButton({
  name,
  initials,
  email: _email,
  organisations: _organisations,
  theme: _theme,
  ...props
}: UserMenuProps & ComponentProps<"button">) {
  return (
    <Button variant="ghost" className="-ml-1.5 shrink gap-2 px-1.5" {...props}>
      <Avatar initials={initials} />
      <span className="max-w-48 truncate max-sm:sr-only wide:max-w-32">{name}</span>
      <span className="sr-only">, user menu</span>
      <ChevronDown aria-hidden="true" className="text-muted-foreground" />
    </Button>
  );
}
