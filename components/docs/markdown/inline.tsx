import type { Token } from "marked";
import { Code } from "@/components/docs/prose";
import { Link } from "@/components/ui/link";
import { known } from "@/lib/docs/guide";
import { guideHref } from "@/lib/docs/guide-href";

/** What stands in one line of the guide. HTML and pictures are for readers of the file: here they are not shown. */
export function Inline({ tokens }: { tokens: readonly Token[] }) {
  return known(tokens).map((token, index) => {
    // The tokens of a text never change places.
    const key = `${index} ${token.type}`;
    switch (token.type) {
      case "text":
        return token.tokens ? <Inline key={key} tokens={token.tokens} /> : token.text;
      case "escape":
        return token.text;
      case "codespan":
        return <Code key={key}>{token.text}</Code>;
      case "strong":
        return (
          <strong key={key} className="font-semibold">
            <Inline tokens={token.tokens} />
          </strong>
        );
      case "em":
        return (
          <em key={key}>
            <Inline tokens={token.tokens} />
          </em>
        );
      case "link":
        return (
          <GuideLink key={key} href={guideHref(token.href)}>
            <Inline tokens={token.tokens} />
          </GuideLink>
        );
      case "br":
        return <br key={key} />;
      default:
        return null;
    }
  });
}

function GuideLink({ href, children }: { href: string | undefined; children: React.ReactNode }) {
  if (href === undefined) return children;
  if (href.startsWith("/"))
    return (
      <Link href={href} className="link">
        {children}
      </Link>
    );
  return (
    <a href={href} className="link">
      {children}
    </a>
  );
}
