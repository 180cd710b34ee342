"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

/** A password field that can show what is typed. Give the `autoComplete` that tells password managers which one it is. */
export function PasswordInput(
  props: Omit<ComponentProps<typeof Input>, "type"> & { autoComplete: "current-password" | "new-password" },
) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div className="relative">
      <Input
        {...props}
        type={shown ? "text" : "password"}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className="pr-10 pointer-coarse:pr-12"
      />
      <Button
        variant="ghost"
        size="icon"
        aria-label={shown ? "Hide what you typed" : "Show what you typed"}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0 border-0 text-muted-foreground"
      >
        <Icon aria-hidden="true" />
      </Button>
    </div>
  );
}
