/** What is remembered, with what others made of it: kept exactly as long. */
export type Keeper = { kept: unknown[] | undefined };

let places = 0;

/** Where one kind of thing is kept with each principal that it was made of. Much quicker, also for the garbage collector, than a `WeakMap`. */
export class Place<Kept> {
  readonly #number = places++;

  of(keeper: Keeper): Kept | undefined {
    // Only `keep` writes there.
    return keeper.kept?.[this.#number] as Kept | undefined;
  }

  keep(keeper: Keeper, kept: Kept): Kept {
    keeper.kept ??= [];
    keeper.kept[this.#number] = kept;
    return kept;
  }
}
