const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EPIPE: "the program that reads it has closed it",
  EDQUOT: "your share of the disk is used up",
  EFBIG: "it would be larger than a file may be here",
  EROFS: "the disk is read-only",
  EACCES: "you may not write there",
  ENOENT: "its folder does not exist",
  ENOTDIR: "what should be its folder is a file",
};

/** Why a file could not be written, as the end of a sentence. */
export function whyNotWritten(error: unknown): string {
  const code = codeOf(error);
  return REASONS[code] ?? code;
}

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
