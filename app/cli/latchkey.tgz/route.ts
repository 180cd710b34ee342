import { answerFile, readClientFile } from "@/lib/client-file/served";

/** The command line client, as a package that npm installs. */
export async function GET(request: Request): Promise<Response> {
  return answerFile(request, await readClientFile("latchkey.tgz"));
}
