// As short as a secret is in it; what is shorter holds none.
const BASE64 = /[0-9A-Za-z+/_-]{58,}/g;

/**
 * What base64 in a text stands for, in either alphabet: the header of Basic authentication, a secret of Kubernetes. Whatever else
 * looks like it becomes noise. Pure.
 */
export function withBase64(text: string): string {
  const decoded = [...text.matchAll(BASE64)].map(([run]) => Buffer.from(run, "base64").toString("latin1"));
  return [text, ...decoded].join("\n");
}
