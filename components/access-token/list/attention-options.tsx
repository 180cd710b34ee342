import { ATTENTION_WORDS, ATTENTIONS } from "@/lib/access-token/attention/attention";

/** What a list of tokens can be filtered by: any reason for attention, or one. */
export function AttentionOptions() {
  return (
    <>
      <option value="any">Needs attention</option>
      {ATTENTIONS.map((reason) => (
        <option key={reason} value={reason}>
          {ATTENTION_WORDS[reason]}
        </option>
      ))}
    </>
  );
}
