/** What is known of a file's end, whatever its format. */

/**
 * Whether the data of the picture that is shown is all there: `whole`, `cut`, or `unclear`, where
 * the file is not as its format has it and the decoder shall judge. `mended` is the same file with
 * the end mark that it lacks or a wrong length put right: some decoders refuse it as it is.
 */
export type Ending =
  | { verdict: 'cut' | 'unclear' }
  | { verdict: 'whole'; mended: readonly Uint8Array<ArrayBuffer>[] | null };

export const whole: Ending = { verdict: 'whole', mended: null };
export const cut: Ending = { verdict: 'cut' };
export const unclear: Ending = { verdict: 'unclear' };

/** Lets a thread's other work through while a long file is looked at; may throw to end it. */
export type Pause = () => Promise<void>;

/**
 * Whether the decoder painted the picture to its last corner, as far as can be seen: what it has no
 * data for it fills with one colour.
 */
export type IsPainted = () => Promise<boolean>;
