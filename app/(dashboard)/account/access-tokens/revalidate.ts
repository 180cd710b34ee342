import { revalidatePath } from "next/cache";
import { LIST_PATH } from "@/lib/access-token/page-path";

/** Bring the pages that show tokens up to date: the overview, one's own, and those of organisations. */
export function revalidateTokens(): void {
  revalidatePath("/");
  revalidatePath(LIST_PATH, "layout");
  revalidatePath("/organisations", "layout");
}
