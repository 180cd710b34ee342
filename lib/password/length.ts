/** Characters are code points, so that an emoji is one. NIST SP 800-63B §3.1.1.2 asks for no less and no rules beyond. */
export const PASSWORD_MIN_LENGTH = 12;
export const PASSWORD_MAX_LENGTH = 256;
