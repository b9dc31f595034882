/** A percent-encoded name, such as a URL's fragment. Where the encoding is broken the name is taken as it stands. */
export function decodeName(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
