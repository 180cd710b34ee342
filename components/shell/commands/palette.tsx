"use client";

import {
  AppWindow,
  ArrowRight,
  Building2,
  KeyRound,
  Keyboard as KeysIcon,
  LogOut,
  Plus,
  ScanSearch,
  Search,
  UserRound,
} from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { Dialog as Primitive } from "radix-ui";
import { useId, useRef, useState } from "react";
import { SecretNotice } from "@/components/form/secret-notice";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { Listbox, ListboxOption, useListbox } from "@/components/ui/listbox";
import { Spinner } from "@/components/ui/spinner";
import { holdsSecret, holdsTokenSecret } from "@/lib/access-token/secret/format";
import { LONGEST_SEARCH } from "@/lib/search/input";
import type { Places } from "../navigation/place";
import { useSignOut } from "../use-sign-out";
import type { Keyboard, Shown } from "./commands-context";
import { createToken } from "./page-controls";
import { type Action, foundGroups, type Group, type Item, ownGroups } from "./palette-items";
import { shortcutOf } from "./shortcut";
import { useEverything } from "./use-everything";

/**
 * Find tokens, applications, people and pages by typing, and do things. What has the format of a secret never leaves the field.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (list autocomplete with manual selection)
 */
export function Palette({
  places,
  keyboard,
  close,
  goOn,
  restoreFocus,
}: {
  places: Places;
  keyboard: Keyboard;
  close: () => void;
  /** Show another dialog in its place. */
  goOn: (next: Shown) => void;
  restoreFocus: (event: Event) => void;
}) {
  const pathname = usePathname();
  const router = useRouter();
  const signOut = useSignOut();
  const [text, setText] = useState("");
  const isSecret = holdsSecret(text);
  const { found, pending, failed } = useEverything(text);
  // What the browser knows comes first: what arrives later moves nothing that could be chosen by then.
  const groups = isSecret ? [] : [...ownGroups(text, places, pathname), ...foundGroups(found)];
  const items = groups.flatMap((group) => group.items);
  const noticeId = useId();
  // What opens next has the focus only when this has closed.
  const next = useRef<() => void>(undefined);
  const { at, setPosition, inputProps, listProps } = useListbox({
    open: items.length > 0,
    count: items.length,
    onOpen: () => {},
    onClose: close,
    onChoose: (place) => choose(items[place]),
  });

  const closeThen = (act: () => void) => {
    next.current = act;
    close();
  };
  const choose = (item: Item | undefined) => {
    if (item === undefined) return;
    if ("to" in item.goes) {
      close();
      router.push(item.goes.to);
    } else acts[item.goes.does]();
  };
  const acts: Record<Action, () => void> = {
    create: () => closeThen(() => createToken((path) => router.push(path))),
    "find token": () => closeThen(() => goOn({ type: "find token" })),
    "new organisation": () => closeThen(() => goOn({ type: "new organisation" })),
    keys: () => closeThen(() => goOn({ type: "keys" })),
    // Another page takes the place of this one. Until then it can be tried again.
    "sign out": signOut,
  };

  return (
    <Dialog open onOpenChange={(open) => !open && close()}>
      <DialogContent
        aria-describedby={undefined}
        // On a phone at the top too: the keyboard takes the lower half.
        className="top-2 bottom-auto mx-2 w-auto rounded-xl [--dialog-top:min(12dvh,7rem)] sm:mx-auto"
        onCloseAutoFocus={(event) => {
          if (next.current === undefined) return restoreFocus(event);
          event.preventDefault();
          next.current();
        }}
        onKeyDown={(event) => {
          if (shortcutOf(event.nativeEvent, { ...keyboard, singleKeys: false }) !== "find") return;
          event.preventDefault();
          close();
        }}
      >
        <Primitive.Title className="sr-only">Find anything</Primitive.Title>
        <div className="relative flex shrink-0 items-center border-b has-[:focus-visible]:border-b-ring">
          {pending ? (
            <Spinner className="absolute left-4.5" />
          ) : (
            <Search aria-hidden="true" className="pointer-events-none absolute left-4.5 size-4 text-muted-foreground" />
          )}
          <input
            {...inputProps}
            type="text"
            aria-label="Find tokens, pages and people"
            aria-describedby={isSecret ? noticeId : undefined}
            placeholder="Find tokens, pages and people"
            enterKeyHint="go"
            maxLength={LONGEST_SEARCH}
            value={text}
            onChange={({ target }) => {
              setText(target.value);
              setPosition(0);
            }}
            className="h-15 w-full bg-transparent pr-14 pl-11.5 text-base outline-none"
          />
        </div>
        <div className="flex h-104 max-h-[calc(100dvh-9rem)] min-h-0 flex-col">
          {items.length > 0 && (
            <Listbox {...listProps} className="min-h-0 flex-1 rounded-none border-0 bg-transparent p-2">
              <Groups groups={groups} at={at} listId={listProps.id} {...{ keyboard, choose }} onPoint={setPosition} />
            </Listbox>
          )}
          <div role="status" className="px-5 text-sm empty:hidden">
            {isSecret ? (
              <div className="py-3">
                <SecretNotice
                  id={noticeId}
                  state={holdsTokenSecret(text) ? "in field" : "webhook's in field"}
                  onFind={() => closeThen(() => goOn({ type: "find token", pasted: text }))}
                />
              </div>
            ) : failed ? (
              <p className="border-t py-3 text-danger-text">The search didn’t answer. Type again to retry.</p>
            ) : items.length === 0 && !pending ? (
              <p className="py-12 text-center text-muted-foreground">
                Nothing matches <span className="wrap-anywhere text-foreground">{text.trim()}</span>
              </p>
            ) : null}
          </div>
        </div>
        <span role="status" className="sr-only">
          {text.trim() !== "" && items.length > 0 && !pending ? `${items.length} found` : ""}
        </span>
        <Foot />
      </DialogContent>
    </Dialog>
  );
}

function Groups({
  groups,
  at,
  listId,
  keyboard,
  choose,
  onPoint,
}: {
  groups: readonly Group[];
  at: number;
  listId: string;
  keyboard: Keyboard;
  choose: (item: Item) => void;
  onPoint: (at: number) => void;
}) {
  let count = 0;
  return groups.map(({ title, items }, place) => {
    const titleId = `${listId}-group-${place}`;
    const first = count;
    count += items.length;
    return (
      // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
      <div key={title} role="group" aria-labelledby={titleId} className="pb-2 last:pb-0">
        <p id={titleId} role="presentation" className="px-2.5 pt-1 pb-1 text-muted-foreground text-xs">
          {title}
        </p>
        {items.map((item, index) => (
          <ListboxOption
            key={item.id}
            id={`${listId}-${first + index}`}
            selected={first + index === at}
            current={first + index === at}
            onChoose={() => choose(item)}
            onPoint={() => onPoint(first + index)}
            className="min-h-9 items-center justify-start gap-2.5"
          >
            <Icon item={item} />
            {/* What is too long for one line has two. */}
            <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-4">
              <bdi className="max-w-full truncate">{item.words}</bdi>
              <span className="max-w-full truncate text-muted-foreground text-xs">
                {item.singleKey !== undefined && keyboard.singleKeys ? <Kbd>{item.singleKey}</Kbd> : item.about}
              </span>
            </span>
          </ListboxOption>
        ))}
      </div>
    );
  });
}

const ICONS = { page: ArrowRight, organisation: Building2, token: KeyRound, application: AppWindow, person: UserRound };
const ACTION_ICONS: Record<Action, typeof Plus> = {
  create: Plus,
  "find token": ScanSearch,
  "new organisation": Building2,
  keys: KeysIcon,
  "sign out": LogOut,
};

function Icon({ item }: { item: Item }) {
  const Shape = "does" in item.goes ? ACTION_ICONS[item.goes.does] : ICONS[item.kind];
  return <Shape aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />;
}

/** What the keys do here. A finger has none. */
function Foot() {
  return (
    <p
      aria-hidden="true"
      className="flex shrink-0 items-center gap-4 border-t bg-sunken/60 px-5 py-2.5 text-muted-foreground text-xs max-sm:hidden pointer-coarse:hidden"
    >
      <span className="flex items-center gap-1.5">
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd> Move
      </span>
      <span className="flex items-center gap-1.5">
        <Kbd>↵</Kbd> Open
      </span>
      <span className="ml-auto flex items-center gap-1.5">
        <Kbd>Esc</Kbd> Close
      </span>
    </p>
  );
}
