import { Ellipsis } from "lucide-react";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import type { TokenDetailsJson } from "@/lib/access-token/json";

/** @param labelId of what names the token */
export type TokenMenuProps = { token: TokenDetailsJson; labelId: string };

/** What opens the menu of a token. */
export function TokenMenuButton({
  token,
  labelId,
  ...props
}: { token: { label: string }; labelId: string } & ComponentProps<"button">) {
  return (
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label={`More actions for ${token.label}`}
      aria-describedby={labelId}
      className="text-muted-foreground hover:text-foreground pointer-coarse:size-11"
      {...props}
    >
      <Ellipsis aria-hidden="true" />
    </Button>
  );
}
