/**
 * Texts that were made of others and nothing else, so that they are as good as made anew. Bounded by the characters of both: once there are as
 * many as `longest`, what was not asked for since the last time is forgotten.
 */
export class MadeTexts<Text extends string> {
  readonly #longest: number;
  #recent = new Map<string, Text>();
  #former = new Map<string, Text>();
  #length = 0;

  constructor(longest: number) {
    this.#longest = longest;
  }

  of(source: string, make: () => Text): Text {
    const recent = this.#recent.get(source);
    if (recent !== undefined) return recent;
    const text = this.#former.get(source) ?? make();
    this.#length += source.length + text.length;
    if (this.#length > this.#longest) {
      this.#former = this.#recent;
      this.#recent = new Map();
      this.#length = source.length + text.length;
    }
    this.#recent.set(source, text);
    return text;
  }
}
