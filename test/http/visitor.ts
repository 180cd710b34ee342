import type { Kysely } from "kysely";
import type { Database } from "@/db/schema";
import { PASSWORD } from "@/test/fixtures";
import { wordsOf } from "./page-text";
import { sessionCookieOf } from "./session-cookie";

/** What a page says, and where it is. */
export interface Page {
  url: string;
  status: number;
  html: string;
  /** Its words, without markup and scripts. */
  text: string;
}

/**
 * Someone without a window: keeps cookies, follows links and submits forms as a browser without scripts does. Where what a
 * browser shows is not what is tested: a page costs a thirtieth of one that is opened.
 */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly origin: string,
    readonly userAgent = "visitor",
  ) {}

  /** One request, to a path of the instance or to another address. Follows no redirect. */
  async request(address: string, init: { method?: string; headers?: Record<string, string>; body?: string } = {}) {
    const answer = await fetch(new URL(address, this.origin), {
      ...init,
      headers: { "user-agent": this.userAgent, cookie: this.cookieHeader(), ...init.headers },
      redirect: "manual",
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** Open a page, wherever it leads to. */
  async open(address: string): Promise<Page> {
    return await this.arrive(new URL(address, this.origin).href, await this.request(address));
  }

  /** Submit the form that has this button. @returns the page that it leads to */
  async submit(page: Page, button: string, fields: Record<string, string> = {}): Promise<Page> {
    return await this.arrive(page.url, await this.post(page, button, fields));
  }

  /** The same, as far as the first answer. */
  async post(page: Page, button: string, fields: Record<string, string> = {}): Promise<Response> {
    const form = [...page.html.matchAll(/<form\b.*?<\/form>/gs)]
      .map(([html]) => html)
      .find((html) => says(html, button));
    if (form === undefined) throw new Error(`${page.url} has no form with the button ${button}: ${page.text}`);
    const data = new FormData();
    for (const [input] of form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)) {
      data.set(attribute(input, "name"), attribute(input, "value"));
    }
    const [pressed = ""] = [...form.matchAll(/<button\b.*?<\/button>/gs)]
      .map(([html]) => html)
      .filter((html) => says(html, button));
    const [start = ""] = /^<button[^>]*>/.exec(pressed) ?? [];
    if (attribute(start, "name") !== "") data.set(attribute(start, "name"), attribute(start, "value"));
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    const { headers, body } = encoded(form, data);
    const { origin } = new URL(page.url);
    const action = new URL(attribute(/^<form[^>]*>/.exec(form)?.[0] ?? "", "action"), page.url);
    return await this.request(action.href, { method: "POST", headers: { ...headers, origin }, body: await body });
  }

  /** Sign in with the password: begins a session of this user agent and address, as the form does. */
  async signIn(user: { email: string }, password = PASSWORD): Promise<this> {
    const { csrfToken } = await (await this.request("/api/auth/csrf")).json();
    const body = new URLSearchParams({ email: user.email, password, csrfToken }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    await this.request("/api/auth/callback/credentials", { method: "POST", headers, body });
    return this;
  }

  /** Begin a session of this person without signing in. */
  async withSession(db: Kysely<Database>, user: { id: string }): Promise<this> {
    const { name, value } = await sessionCookieOf(db, user, this.userAgent);
    this.cookies.set(name, value);
    return this;
  }

  /** Whether the account is open to this visitor. */
  async isSignedIn(): Promise<boolean> {
    const answer = await this.request("/account/security");
    return isAccount({ status: answer.status, location: answer.headers.get("location"), html: await answer.text() });
  }

  private async arrive(from: string, answer: Response): Promise<Page> {
    let [url, last] = [from, answer];
    for (let redirects = 0; last.headers.has("location"); redirects++) {
      if (redirects > 10) throw new Error(`${from} leads in circles`);
      url = new URL(last.headers.get("location") ?? "", url).href;
      last = await this.request(url);
    }
    const html = await last.text();
    return { url, status: last.status, html, text: wordsOf(html) };
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
}

/** Whether an answer for a page of the account shows it, and does not lead to signing in. */
export function isAccount({
  status,
  location,
  html,
}: {
  status: number;
  location: string | null | undefined;
  html: string;
}): boolean {
  if (status === 307 && /^\/login\?/.test(location ?? "")) return false;
  if (status !== 200) throw new Error(`a page of the account answered ${status}, and leads to ${location}`);
  // A page that streams in can only say within its text that it leads elsewhere.
  return !/NEXT_REDIRECT;[^;]*;\/login/.test(html);
}

const says = (html: string, words: string) => wordsOf(html).includes(words);

function attribute(tag: string, name: string): string {
  return wordsOf(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "");
}

function encoded(form: string, data: FormData): { headers: Record<string, string>; body: Promise<string> } {
  const [start = ""] = /^<form[^>]*>/.exec(form) ?? [];
  if (/multipart/i.test(start)) {
    const request = new Response(data);
    return { headers: { "content-type": request.headers.get("content-type") ?? "" }, body: request.text() };
  }
  const pairs = [...data].map(([name, value]) => [name, String(value)]);
  const body = new URLSearchParams(pairs).toString();
  return { headers: { "content-type": "application/x-www-form-urlencoded" }, body: Promise.resolve(body) };
}
