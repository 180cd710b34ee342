import type { PageAccount } from "./who-is-here";

/** What both ways of signing in again are given. */
export type WayBack = {
  account: PageAccount;
  /** The other account that is signed in; undefined while nobody is. */
  other: string | undefined;
  onSignedIn: () => void;
};
