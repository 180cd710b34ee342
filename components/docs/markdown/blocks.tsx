import type { MarkedToken, Tokens } from "marked";
import { Anchor } from "@/components/docs/prose";
import { anchorOf } from "@/lib/docs/anchor";
import { known } from "@/lib/docs/guide";
import { blockName } from "./block-name";
import { FencedCode } from "./fenced-code";
import { GuideTable } from "./guide-table";
import { Inline } from "./inline";

/** Blocks of the guide, below a heading that names their tables and code for screen readers. */
export function Blocks({ blocks, heading }: { blocks: readonly MarkedToken[]; heading: string }) {
  return blocks.map((block, index) => (
    // The blocks of a page never change places.
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <Block key={index} block={block} name={blockName(blocks, index, heading)} />
  ));
}

function Block({ block, name }: { block: MarkedToken; name: string }) {
  switch (block.type) {
    case "heading":
      return (
        <h3 id={anchorOf(block.text)} className="mt-4 scroll-mt-24 font-semibold leading-7">
          <Anchor id={anchorOf(block.text)}>
            <Inline tokens={block.tokens} />
          </Anchor>
        </h3>
      );
    case "paragraph":
      return (
        <p>
          <Inline tokens={block.tokens} />
        </p>
      );
    case "text":
      return <Inline tokens={block.tokens ?? [block]} />;
    case "code":
      return <FencedCode code={block} name={name} />;
    case "list":
      return <GuideList list={block} heading={name} />;
    case "table":
      return <GuideTable table={block} name={name} />;
    case "blockquote":
      return (
        <div
          role="note"
          className="grid gap-3 rounded-lg border border-l-4 bg-surface px-4 py-3 text-[0.9375rem] leading-6"
        >
          <Blocks blocks={known(block.tokens)} heading={name} />
        </div>
      );
    default:
      return null;
  }
}

function GuideList({ list, heading }: { list: Tokens.List; heading: string }) {
  const items = list.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the items of a page never change places
    <li key={index} className="min-w-0 pl-1">
      {item.loose ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <Blocks blocks={known(item.tokens)} heading={heading} />
        </div>
      ) : (
        <Blocks blocks={known(item.tokens)} heading={heading} />
      )}
    </li>
  ));
  const style = "grid gap-2 pl-5 marker:text-muted-foreground";
  if (!list.ordered) return <ul className={`${style} list-disc`}>{items}</ul>;
  return <ol className={`${style} list-decimal`}>{items}</ol>;
}
