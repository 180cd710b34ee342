import { Link } from "@/components/ui/link";
import { tip } from "@/components/ui/tip";

// What is longer is cut off in the narrower columns.
const LABEL_CHARACTERS = 24;
const ABOUT_CHARACTERS = 16;

/**
 * The label of a row's token on one line. It can be pressed anywhere in the cell, and on hover and focus it tells in full what the row cuts off.
 * @param about what the line below says of the token
 * @param href its page; left out where a dialog opens
 */
export function RowLabel({
  id,
  label,
  about,
  ...way
}: {
  id: string;
  label: string;
  about: string;
} & ({ href: string } | { onClick: () => void })) {
  const cut = [
    ...(label.length > LABEL_CHARACTERS ? [label] : []),
    ...(about.length > ABOUT_CHARACTERS ? [about] : []),
  ];
  const props = {
    id,
    className: "link token-label",
    ...(cut.length > 0 ? tip(cut.join(" \u00b7 ")) : {}),
  };
  if ("onClick" in way) {
    return (
      <button type="button" {...props} onClick={way.onClick}>
        <bdi>{label}</bdi>
      </button>
    );
  }
  return (
    // A page of the list has a hundred of these links; prefetching would ask for each twice.
    <Link {...props} href={way.href} prefetch={false}>
      <bdi>{label}</bdi>
    </Link>
  );
}
