/** The English words in two parts: see `vite.config.ts`. */
declare module 'virtual:words/*' {
  const words: object;
  export default words;
}
