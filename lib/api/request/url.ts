const urls = new WeakMap<object, URL>();

/** The address of a request, read once for all who ask. It is theirs together: nobody changes it. */
export function urlOf(request: { readonly url: string }): Readonly<Pick<URL, "pathname" | "search" | "searchParams">> {
  let url = urls.get(request);
  if (url === undefined) {
    url = new URL(request.url);
    urls.set(request, url);
  }
  return url;
}
