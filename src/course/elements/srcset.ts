/** The pictures that a `srcset` offers (HTML, section 4.8.4.3.2). */
export interface SourceSet {
  readonly urls: readonly string[];
  /** Whether they are told apart by their widths: `sizes` then says how wide a picture is shown. */
  readonly isByWidth: boolean;
}

/** Reads a `srcset`; any text will do. */
export function readSourceSet(written: string): SourceSet {
  const urls: string[] = [];
  let isByWidth = false;
  for (const [, url = '', descriptor = ''] of written.matchAll(/([^\s,](?:\S*[^\s,])?)([^,]*)/g)) {
    urls.push(url);
    isByWidth ||= /\d[wh]\b/.test(descriptor);
  }
  return { urls, isByWidth };
}
