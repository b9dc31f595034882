/** A style sheet, as the text that the bundler makes of it. */
declare module '*.css' {
  const text: string;
  export default text;
}
