const texts = new WeakMap<Response, string>();

/** A response with this text. Whoever sends it has the text again by `textOf`, where its stream would be read in pieces. */
export function textResponse(text: string, init: ResponseInit): Response {
  const response = new Response(text, init);
  texts.set(response, text);
  return response;
}

/** The whole body of a response; undefined where it was made in another way. */
export function textOf(response: Response): string | undefined {
  return texts.get(response);
}
