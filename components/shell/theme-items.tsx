"use client";

import { useRef, useState } from "react";
import { useToastAction } from "@/components/form/use-toast-action";
import { setThemeAction } from "@/components/theme/actions";
import { parseTheme, type Theme } from "@/components/theme/theme";
import { DropdownMenuLabel, DropdownMenuRadioGroup, DropdownMenuRadioItem } from "@/components/ui/dropdown-menu";

const THEMES = [
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
  { value: "system", label: "System" },
] as const;

/** The theme switch, as items of the user menu. The menu stays open, so that the choice is visible. */
export function ThemeItems({ theme }: { theme: Theme }) {
  const [chosen, setChosen] = useState(theme);
  const latest = useRef(theme);
  const { run } = useToastAction(keepTheme, {
    done: "kept",
    // Another was chosen meanwhile.
    onDone: (_kept, kept) => latest.current !== kept && run(latest.current),
    about: () => "theme",
    refused: "Theme not saved",
    unanswered: "The theme may reset when you reload.",
  });
  const choose = (value: string) => {
    const next = parseTheme(value);
    setChosen(next);
    document.documentElement.dataset.theme = next;
    latest.current = next;
    run(next);
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

async function keepTheme(theme: Theme): Promise<{ status: "kept" }> {
  await setThemeAction(theme);
  return { status: "kept" };
}
