import { answerFile, readClientFile } from "@/lib/client-file/served";

/** The command line client, as one file. */
export async function GET(request: Request): Promise<Response> {
  return answerFile(request, await readClientFile("latchkey.mjs"));
}
