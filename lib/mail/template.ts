import { env } from "@/lib/env";
import type { MailBody } from "./body";
import { namedLine } from "./named";

export type RenderedMail = { text: string; html: string };

/**
 * A mail's body as text and as HTML; both say the same. Everything is escaped, and links lead to `APP_URL` only.
 * @throws when a link leads elsewhere
 */
export function renderMail(body: MailBody): RenderedMail {
  requireOwnLinks(body);
  return { text: renderText(body), html: renderHtml(body) };
}

/** A link in a mail starts with `APP_URL`, whatever host a request named. @throws when one does not */
export function requireOwnLinks(body: MailBody): void {
  const { APP_URL } = env();
  const links = [...body.actions, ...(body.items ?? []).flatMap((item) => item.actions)];
  const strange = links.find(({ url }) => !url.startsWith(`${APP_URL}/`) || !URL.canParse(url));
  if (strange) throw new Error(`the link "${strange.label}" of a mail does not start with APP_URL`);
}

function renderText(body: MailBody): string {
  const { BRAND_NAME, APP_URL } = env();
  const items = (body.items ?? []).map(({ title, text, actions, named = [] }) =>
    [`* ${title}`, text, ...actions.map(({ label, url }) => `${label}: ${url}`), ...named.map(namedLine)].join("\n  "),
  );
  const named = (body.named ?? []).map(namedLine).join("\n");
  const blocks = [
    ...(body.greeting ? [body.greeting] : []),
    ...body.paragraphs,
    ...items,
    ...body.actions.map(({ label, url }) => `${label}:\n${url}`),
    ...(named === "" ? [] : [named]),
    // The line that mail programs take for the beginning of a signature, RFC 3676 §4.3.
    [`-- `, ...(body.footer ? [body.footer] : []), `${BRAND_NAME}: ${APP_URL}/`].join("\n"),
  ];
  return `${blocks.join("\n\n")}\n`;
}

const FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Helvetica,Arial,sans-serif";

// Mail programs keep inline styles; the ones that know dark mode also read this, and it overrules those by !important.
const STYLE = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #0f1115 !important; }
  .card { background: #181b21 !important; border-color: #2b3038 !important; }
  .strong { color: #f2f4f7 !important; }
  .body { color: #d3d7de !important; }
  .quiet { color: #9aa1ac !important; }
  .line { border-color: #2b3038 !important; }
  .link { color: #f2f4f7 !important; }
  .button { background: #f2f4f7 !important; color: #14171c !important; }
}
@media (max-width: 620px) { .card { padding: 24px 20px !important; } }`;

function renderHtml(body: MailBody): string {
  const { BRAND_NAME, APP_URL } = env();
  const paragraphs = [...(body.greeting ? [body.greeting] : []), ...body.paragraphs];
  const [first, ...others] = body.actions;
  const content = [
    ...paragraphs.map((text) => `<p class="body" style="margin:0 0 16px;color:#363c46">${escapeHtml(text)}</p>`),
    ...(body.items ?? []).map(itemHtml),
    ...(first ? [buttonHtml(first)] : []),
    ...others.map((action) => `<p style="margin:0 0 12px">${linkHtml(action)}</p>`),
    ...namedHtml(body.named),
  ].join("\n");
  const footer = body.footer ? `${escapeHtml(body.footer)}<br>` : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<style>${STYLE}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f4f5f7">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f5f7">
<tr><td align="center" style="padding:32px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;text-align:left">
<tr><td class="strong" style="padding:0 4px 12px;font:600 15px/1.4 ${FONT};color:#14171c">${escapeHtml(BRAND_NAME)}</td></tr>
<tr><td class="card" style="padding:32px;background:#ffffff;border:1px solid #e3e6ea;border-radius:10px;font:16px/1.55 ${FONT}">
${content}
</td></tr>
<tr><td class="quiet" style="padding:16px 4px;font:13px/1.5 ${FONT};color:#69707c">${footer}<a class="quiet" href="${escapeHtml(`${APP_URL}/`)}" style="color:#69707c">${escapeHtml(APP_URL)}</a></td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function namedHtml(named: MailBody["named"] = []): string[] {
  if (named.length === 0) return [];
  const lines = named.map((one) => escapeHtml(namedLine(one))).join("<br>");
  return [`<p class="body" style="margin:16px 0 0;font-size:15px;color:#363c46;overflow-wrap:anywhere">${lines}</p>`];
}

function itemHtml({ title, text, actions, named }: NonNullable<MailBody["items"]>[number]): string {
  const links = actions.map(linkHtml).join(" &nbsp; ");
  return `<div class="line" style="margin:0 0 16px;padding:0 0 16px;border-bottom:1px solid #e3e6ea">
<p class="strong" style="margin:0 0 4px;font-weight:600;color:#14171c;overflow-wrap:anywhere">${escapeHtml(title)}</p>
<p class="body" style="margin:0 0 8px;font-size:15px;color:#363c46">${escapeHtml(text)}</p>
<p style="margin:0;font-size:15px">${links}</p>
${namedHtml(named).join("")}</div>`;
}

type Action = MailBody["actions"][number];

function linkHtml({ label, url }: Action): string {
  return `<a class="link" href="${escapeHtml(url)}" style="color:#14171c;font-weight:600">${escapeHtml(label)}</a>`;
}

// The address in plain text too, for mail programs without buttons and for people who check before they click.
function buttonHtml({ label, url }: Action): string {
  return `<p style="margin:8px 0 16px"><a class="button" href="${escapeHtml(url)}" style="display:inline-block;padding:11px 20px;background:#14171c;color:#ffffff;font-weight:600;text-decoration:none;border-radius:7px">${escapeHtml(label)}</a></p>
<p class="quiet" style="margin:0 0 16px;font-size:13px;color:#69707c;overflow-wrap:anywhere">${escapeHtml(url)}</p>`;
}

/** A text as HTML, also between quotation marks. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
