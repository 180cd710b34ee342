/** Why one more mail has to wait. How long follows. */
export const MAILED_LATELY = "Mail was asked for several times already. Look into your mail, and into spam.";
