/**
 * Starts what was found of an engine, by whatever drives it: Playwright where it can; Puppeteer for a
 * Firefox as people have it, since Playwright's own BiDi asks for a command (media features) that Firefox 153 ESR lacks;
 * Selenium for WebKitGTK and Safari, which speak classic WebDriver alone.
 */
import { chromium, firefox, webkit } from '@playwright/test';
import { browserArguments, sandbox } from '../../.scripts/browser.mjs';
import type { Engine, Found } from '../../.scripts/engines.mjs';
import type { Browser } from './browser';
import { openFirefox } from './firefox';
import { openByPlaywright } from './playwright';
import { openSafari, openWebKitGtk } from './webdriver';

export async function open(engine: Engine, found: Found, home: string): Promise<Browser> {
  switch (found.by) {
    case 'bidi':
      return openFirefox(found.executablePath, home);
    case 'webkitgtk':
      return openWebKitGtk(found, home);
    case 'safari':
      return openSafari(home);
    case 'playwright': {
      const { executablePath } = found;
      const timeout = 120_000;
      if (engine === 'Firefox') return openByPlaywright(firefox, { executablePath, timeout }, home);
      if (engine === 'WebKit') return openByPlaywright(webkit, { executablePath, timeout }, home);
      // Put together without WebGL, as where there is no graphics processor: that is quicker.
      const args = [...browserArguments, '--disable-gpu-compositing'];
      const options = { executablePath, timeout, chromiumSandbox: sandbox, args };
      return openByPlaywright(chromium, options, home);
    }
  }
}
