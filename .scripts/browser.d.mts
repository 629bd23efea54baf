export function findBrowser(): string | null;
export function ensureBrowser(): Promise<string | null>;
export const browserArguments: readonly string[];
export const webgpuArguments: readonly string[];
export const sandbox: boolean;
