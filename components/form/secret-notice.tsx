import { Link } from "@/components/ui/link";

/** Beside a search that was given a secret: says that it is not searched for, and leads to *Find by secret*. */
export function SecretNotice({
  id,
  state,
  onFind,
}: {
  /** Describes the field. */
  id: string;
  /** Whether the secret of a token or of a webhook is still in the field, or one was sent without a script and is nowhere any more. */
  state: "in field" | "webhook's in field" | "dropped";
  /** Opens *Find by secret*; left out where the page has none. */
  onFind?: (() => void) | undefined;
}) {
  if (state === "webhook's in field") {
    return (
      <p id={id} className="mt-1.5 text-muted-foreground text-xs">
        This looks like a webhook’s signing secret. It stays in this field and is not searched for.
      </p>
    );
  }
  return (
    <p id={id} className="mt-1.5 text-muted-foreground text-xs">
      {state === "in field"
        ? "This looks like a secret. It stays in this field and is not searched for. "
        : "What you searched for looks like a secret. It was neither searched for nor kept. "}
      {onFind ? (
        // The field loses its focus, and perhaps its list, only when this is done.
        <button
          type="button"
          className="link text-foreground"
          onMouseDown={(event) => event.preventDefault()}
          onClick={onFind}
        >
          Find its token
        </button>
      ) : (
        <>
          <i>Find by secret</i> on{" "}
          <Link href="/account/access-tokens" className="link text-foreground">
            Access Tokens
          </Link>{" "}
          shows which token it belongs to.
        </>
      )}
    </p>
  );
}
