import type { SavedView } from "@/db/organisation/saved-view";

/** What is being done with a view. */
export type ViewChange = { type: "save"; query: string } | { type: "rename" | "delete"; view: SavedView };
