/** What the scenarios ask of a browser, whichever driver stands behind it. */
export interface Browser {
  /** With its version, as it is told in the tests' output. */
  readonly name: string;
  /** Where catscan is for this browser; ends in a slash. */
  readonly home: string;
  /** Loads an address and resolves when the document is there. */
  goto(address: string): Promise<void>;
  /** The value of an expression, awaited in the page; it is JSON's text or undefined. */
  evaluate(expression: string): Promise<unknown>;
  readonly mouse: Mouse;
  /** One key, or one with others held down: "ArrowRight", "Shift+ArrowRight", "Control+z", "o". */
  press(chord: string): Promise<void>;
  /** Gives files to the one file input that there is. */
  setFiles(paths: readonly string[]): Promise<void>;
  /** Makes the page this large in CSS pixels, or as near to it as the browser's window can be. */
  resize(width: number, height: number): Promise<void>;
  /** Errors that the page reported since they were last taken, uncaught or logged. */
  takeComplaints(): Promise<string[]>;
  /** Writes what is to be seen to a PNG file. */
  screenshot(path: string): Promise<void>;
  close(): Promise<void>;
}

/** A real pointer, in CSS pixels from the page's left upper corner. */
export interface Mouse {
  moveTo(x: number, y: number): Promise<void>;
  down(): Promise<void>;
  up(): Promise<void>;
  doubleClick(x: number, y: number): Promise<void>;
}

/** The keys of a chord: those that are held down, and the last, which is pressed. */
export function keysOf(chord: string): { held: string[]; pressed: string } {
  const keys = chord.split(/\+(?=.)/);
  const pressed = keys.pop() ?? '';
  return { held: keys, pressed };
}
