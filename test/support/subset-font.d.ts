/** The library by which the theme's fonts are made; it brings no types. */
declare module 'subset-font' {
  export interface SubsetOptions {
    readonly keepAllGlyphs?: boolean;
    readonly targetFormat?: 'sfnt' | 'woff2';
    readonly preserveNameIds?: readonly number[];
    readonly variationAxes?: Readonly<Record<string, number>>;
  }
  export default function subsetFont(
    font: Uint8Array,
    text: string | null,
    options?: SubsetOptions,
  ): Promise<Buffer>;
}
