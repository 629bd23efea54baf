export type Engine = 'Chromium' | 'Firefox' | 'WebKit';

/** How a browser is driven, and where it is. */
export type Found =
  | { by: 'playwright'; executablePath: string }
  | { by: 'bidi'; executablePath: string }
  | { by: 'webkitgtk'; driver: string; miniBrowser: string; xvfb: string }
  | { by: 'safari' };

export const howToGet: Readonly<Record<Engine, string>>;
export function findEngines(): Record<Engine, Found | null>;
export function ensureEngines(): Promise<Record<Engine, Found | null>>;
