/** How a text control looks; shared so that input, textarea and select stand in one line. */
export const controlStyle =
  "w-full min-w-0 rounded-md border border-input bg-surface px-3 text-[0.9375rem] text-foreground transition-colors duration-100 hover:border-foreground/60 focus-visible:rounded-md focus-visible:border-ring focus-visible:-outline-offset-1 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted-foreground aria-disabled:bg-sunken aria-disabled:text-muted-foreground aria-invalid:border-danger";
