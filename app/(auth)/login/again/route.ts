import { SignInRefused, signIn } from "@/auth";
import { db } from "@/db/database";
import { refusal } from "@/lib/api/answer/refusal";
import { readJson } from "@/lib/api/request/body";
import { endSession } from "@/lib/session/end";
import { findSession } from "@/lib/session/find-session";
import { type SignInAgainResult, signInInput } from "@/lib/session/sign-in";

const headers = { "Cache-Control": "no-store" };

/** Who is signed in in this browser at this moment: `{"user": {"id": "…", "email": "…"}}`, or null. */
export async function GET(request: Request): Promise<Response> {
  const principal = await findSession().catch((error) => refusal(error, request));
  // It is not known, which is not the same as nobody.
  if (principal instanceof Response) return principal;
  const user = principal && { id: principal.user.id, email: principal.user.email };
  return Response.json({ user: user ?? null }, { headers });
}

/**
 * Sign in with `{"email": "…", "password": "…"}` without leaving the page that asks. A server action would wait for the one
 * that this is for. Ends the session that this browser had before. Other sites cannot ask: a browser sends no JSON for them.
 */
export async function POST(request: Request): Promise<Response> {
  const body = await readJson(request).catch((error) => refusal(error, request));
  if (body instanceof Response) return body;
  const input = signInInput.safeParse(body);
  if (!input.success) return answer({ status: "invalid" }, 400);
  const former = await findSession();
  try {
    await signIn("credentials", { ...input.data, redirect: false });
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    if (error.reason.status === "wrong") return answer({ status: "wrong" }, 401);
    return answer({ status: "slow_down", waitSeconds: error.reason.waitSeconds }, 429);
  }
  if (former) await endSession(db, former, former.session.id);
  return answer({ status: "signed_in" });
}

function answer(body: SignInAgainResult, status = 200): Response {
  return Response.json(body, { status, headers });
}
