// Types of the codec packages, which carry none.
interface CodecOptions {
  locateFile: () => string
  print: () => void
  printErr: () => void
}
declare module '@cornerstonejs/codec-charls/decodewasmjs' {
  const make: (options: CodecOptions) => Promise<{ JpegLSDecoder: new () => import('#shared/codecs/libraries.ts').WasmDecoder }>
  // biome-ignore lint/style/noDefaultExport: the package itself exports so
  export { make as default }
}
declare module '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs' {
  const make: (options: CodecOptions) => Promise<{ JPEGDecoder: new () => import('#shared/codecs/libraries.ts').WasmDecoder }>
  // biome-ignore lint/style/noDefaultExport: the package itself exports so
  export { make as default }
}
declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const make: (options: CodecOptions) => Promise<{ J2KDecoder: new () => import('#shared/codecs/libraries.ts').WasmDecoder }>
  // biome-ignore lint/style/noDefaultExport: the package itself exports so
  export { make as default }
}
declare module '@cornerstonejs/codec-openjph/wasmjs' {
  const make: (options: CodecOptions) => Promise<{ HTJ2KDecoder: new () => import('#shared/codecs/libraries.ts').WasmDecoder }>
  // biome-ignore lint/style/noDefaultExport: the package itself exports so
  export { make as default }
}
