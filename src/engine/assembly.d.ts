/** WebAssembly that the build compiles from `assembly/*.ts`: its bytes in Base64. */
declare module 'virtual:assembly/*' {
  const bytes: string;
  export default bytes;
}
