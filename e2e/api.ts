/** Calls of the public API, as whoever holds a secret makes them. */

/** `GET /iam/v3/me/` with a secret: the status, and the code of a refusal. */
export async function ask(
  url: string,
  secret: string,
  userAgent = "curl/8.5.0",
): Promise<{ status: number; code?: string }> {
  const answer = await fetch(`${url}/iam/v3/me/`, {
    headers: { Authorization: `Bearer ${secret}`, "User-Agent": userAgent },
  });
  const { code }: { code?: string } = await answer.json();
  return code === undefined ? { status: answer.status } : { status: answer.status, code };
}

/** Rotate a token with another one that may. @returns the new secret */
export async function rotate(
  url: string,
  caller: string,
  id: string,
  body: { overlap?: number } = {},
): Promise<string> {
  return await post(`${url}/iam/v3/access-tokens/${id}/rotate/`, caller, body);
}

/** Make a token with another one. @returns its secret */
export async function make(url: string, caller: string, label: string): Promise<string> {
  return await post(`${url}/iam/v3/access-tokens/`, caller, { label });
}

/** Revoke a token with another one. */
export async function revoke(url: string, caller: string, id: string): Promise<void> {
  const headers = { Authorization: `Bearer ${caller}` };
  const answer = await fetch(`${url}/iam/v3/access-tokens/${id}/`, { method: "DELETE", headers });
  if (answer.status !== 204) throw new Error(`DELETE of ${id} answered ${answer.status}: ${await answer.text()}`);
}

async function post(url: string, caller: string, body: object): Promise<string> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { Authorization: `Bearer ${caller}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (answer.status !== 201) throw new Error(`POST ${url} answered ${answer.status}: ${await answer.text()}`);
  const { access_token }: { access_token: string } = await answer.json();
  return access_token;
}
