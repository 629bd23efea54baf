/** Builds where needed and gives the exit code of the build; 0 where there was nothing to do. */
export function ensureBuilt(options?: {
  milliseconds?: number;
  env?: Readonly<Record<string, string>>;
}): Promise<number>;
