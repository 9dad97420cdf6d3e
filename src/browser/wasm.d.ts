declare module '*.wasm' {
  /** A character for each byte. */
  const text: string;
  export default text;
}
