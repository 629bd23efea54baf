interface Wanted {
  whole?: boolean;
}
export function findBrowser(wanted?: Wanted): string | null;
export function ensureBrowser(wanted?: Wanted): Promise<string | null>;
export const browserArguments: readonly string[];
export const webgpuArguments: readonly string[];
export const sandbox: boolean;
