/** The part of subset-font's API that lectern uses; the package ships no types of its own. */
declare module 'subset-font' {
  interface SubsetOptions {
    readonly targetFormat: 'woff2';
    /** Leaves out the instructions for fitting outlines to coarse pixels. */
    readonly noHinting?: boolean;
  }
  /** A font with the glyphs of the characters in `text`, and what they need. */
  export default function subsetFont(font: Buffer, text: string, options: SubsetOptions): Promise<Buffer>;
}
