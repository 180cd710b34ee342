/** What the server answers to a page of ours, as JSON. @throws where it is no success, naming the status alone */
export async function fetchJson<Data>(path: string, signal: AbortSignal): Promise<Data> {
  const answer = await fetch(path, { signal, cache: "no-store" });
  if (!answer.ok) throw new Error(`${path.replace(/\?.*/, "")} could not be read: ${answer.status}`);
  return await answer.json();
}
