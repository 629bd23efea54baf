/** WebAssembly that the build compiles from `source/*.ts`: its bytes in Base64. */
declare module 'virtual:assembly/*' {
  const bytes: string;
  export default bytes;
}
