declare module '*.wasm' {
  /** Deflated (without a header), in base64. */
  const text: string;
  export default text;
}

declare module '*/lexicons/en.txt' {
  /** The pack of English. */
  const pack: string;
  export default pack;
}
