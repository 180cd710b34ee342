import { z } from "zod";
import type { Task } from "@/lib/work/task";
import { sendMail } from "./send";

const payload = z.object({ id: z.uuid() });

/** The quick way to a mail that was just queued. */
export const sendMailTask: Task = async (context, given) => {
  await sendMail(context, payload.parse(given).id);
};
