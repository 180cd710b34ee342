"use client";

import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { useCommands } from "./commands-context";

/** Opens the palette. In a wide window it looks like the field that it leads to. */
export function PaletteButton({ isApple }: { isApple: boolean }) {
  const show = useCommands();
  return (
    <Button
      variant="ghost"
      aria-haspopup="dialog"
      aria-keyshortcuts={isApple ? "Meta+K" : "Control+K"}
      className="h-9 px-2.5 font-normal text-muted-foreground max-lg:size-9 max-lg:px-0 lg:w-56 lg:justify-start lg:border-border lg:bg-background max-lg:pointer-coarse:size-11"
      onClick={() => show({ type: "palette" })}
    >
      <Search aria-hidden="true" />
      <span className="max-lg:sr-only">Find anything</span>
      <span aria-hidden="true" className="absolute right-2 flex max-lg:hidden">
        <Kbd>{isApple ? "⌘K" : "Ctrl K"}</Kbd>
      </span>
    </Button>
  );
}
