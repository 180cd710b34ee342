"use client";

import { startTransition, useState } from "react";
import { setThemeAction } from "@/components/theme/actions";
import { parseTheme, type Theme } from "@/components/theme/theme";
import { DropdownMenuLabel, DropdownMenuRadioGroup, DropdownMenuRadioItem } from "@/components/ui/dropdown-menu";

const THEMES = [
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
  { value: "system", label: "System" },
] as const;

/** The theme switch, as items of the user menu. The menu stays open: one wants to see what one chose. */
export function ThemeItems({ theme }: { theme: Theme }) {
  const [chosen, setChosen] = useState(theme);
  const choose = (value: string) => {
    const next = parseTheme(value);
    setChosen(next);
    document.documentElement.dataset.theme = next;
    startTransition(() => setThemeAction(next));
  };
  return (
    <>
      <DropdownMenuLabel>Theme</DropdownMenuLabel>
      <DropdownMenuRadioGroup value={chosen} onValueChange={choose} aria-label="Theme">
        {THEMES.map(({ value, label }) => (
          <DropdownMenuRadioItem key={value} value={value} onSelect={(event) => event.preventDefault()}>
            {label}
          </DropdownMenuRadioItem>
        ))}
      </DropdownMenuRadioGroup>
    </>
  );
}
