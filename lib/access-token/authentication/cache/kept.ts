/** What is remembered, with what others made of it: kept exactly as long. */
export type Keeper = {
  kept: unknown[] | undefined;
  /** Roughly what that takes in memory. */
  keptBytes: number;
  /** Something was made of it before, without being kept: most that is asked once is not asked again soon. */
  isAsked: boolean;
};

let places = 0;

/** Where one kind of thing is kept with each principal that it was made of. Much quicker, also for the garbage collector, than a `WeakMap`. */
export class Place<Kept> {
  readonly #number = places++;

  of(keeper: Keeper): Kept | undefined {
    // Only `keep` writes there.
    return keeper.kept?.[this.#number] as Kept | undefined;
  }

  keep(keeper: Keeper, kept: Kept, bytes: number): Kept {
    keeper.kept ??= new Array(places);
    if (keeper.kept[this.#number] === undefined) keeper.keptBytes += bytes;
    keeper.kept[this.#number] = kept;
    return kept;
  }

  /** Keep it from the second time on that something is made of this principal. */
  keepOfRepeated(keeper: Keeper, made: Kept, bytes: number): Kept {
    if (keeper.isAsked) return this.keep(keeper, made, bytes);
    keeper.isAsked = true;
    return made;
  }
}
