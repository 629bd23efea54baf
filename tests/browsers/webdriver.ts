/**
 * Browsers that are driven by classic WebDriver: WebKitGTK's MiniBrowser on a display of its own, and
 * Safari. WebDriver tells nothing of errors, so these visit `watched/`, where the server adds a script
 * that gathers them (`serve.ts`).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { Builder, By, Capabilities, Key, type WebDriver } from 'selenium-webdriver';
import { DriverService } from 'selenium-webdriver/remote';
import { type Browser, keysOf } from './browser';

export interface WebKitGtk {
  driver: string;
  miniBrowser: string;
  xvfb: string;
}

export async function openWebKitGtk(found: WebKitGtk, home: string): Promise<Browser> {
  const display = await openDisplay(found.xvfb);
  const port = await findFreePort();
  const service = new DriverService(found.driver, {
    loopback: true,
    port,
    args: [`--port=${port}`],
    env: {
      ...process.env,
      DISPLAY: display.name,
      GDK_BACKEND: 'x11',
      LANGUAGE: 'en_GB',
      LANG: 'en_GB.UTF-8',
      // Neither a bus for assistive technology nor a graphics processor is wanted.
      NO_AT_BRIDGE: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
    },
  });
  const close = async () => {
    await service.kill();
    display.close();
  };
  try {
    const address = await service.start(60_000);
    const wanted = new Capabilities({
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: found.miniBrowser, args: ['--automation'] },
    });
    const driver = await new Builder().usingServer(address).withCapabilities(wanted).build();
    return await browserOf(driver, 'WebKitGTK', home, close);
  } catch (error) {
    await close();
    throw error;
  }
}

/** Remote automation has to be allowed once: `safaridriver --enable`. */
export async function openSafari(home: string): Promise<Browser> {
  const driver = await new Builder().forBrowser('safari').build();
  return browserOf(driver, 'Safari', home, async () => {});
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A screen that nobody sees. */
async function openDisplay(xvfb: string): Promise<{ name: string; close: () => void }> {
  const options = ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'];
  const server = spawn(xvfb, options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise<string>((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdio[3]?.once('data', (text) => resolve(String(text).trim()));
  });
  return { name: `:${number}`, close: () => server.kill() };
}

async function browserOf(
  driver: WebDriver,
  name: string,
  home: string,
  closed: () => Promise<void>,
): Promise<Browser> {
  await driver.manage().setTimeouts({ script: 120_000, pageLoad: 120_000 });
  // Mouse and keys move at once.
  const actions = () => driver.actions({ async: true });
  const moved = (x: number, y: number) =>
    actions().move({ x: Math.round(x), y: Math.round(y), duration: 0 });
  const evaluate = (expression: string) => driver.executeScript<unknown>(`return ${expression}`);

  async function resize(width: number, height: number): Promise<void> {
    const window = driver.manage().window();
    await window.setRect({ x: 0, y: 0, width, height });
    // The window has a bar above the page.
    const inner = JSON.parse(String(await evaluate('JSON.stringify([innerWidth, innerHeight])')));
    const [pageWidth, pageHeight] = inner as [number, number];
    await window.setRect({
      x: 0,
      y: 0,
      width: Math.max(width, 2 * width - pageWidth),
      height: 2 * height - pageHeight,
    });
  }

  await resize(1440, 900);
  const version = (await driver.getCapabilities()).getBrowserVersion();
  return {
    name: `${name} ${version}`,
    home: `${home}watched/`,
    goto: (address) => driver.get(address),
    evaluate,
    mouse: {
      moveTo: (x, y) => moved(x, y).perform(),
      down: () => actions().press().perform(),
      up: () => actions().release().perform(),
      doubleClick: (x, y) => moved(x, y).press().release().press().release().perform(),
    },
    press: (chord) => {
      const { held, pressed } = keysOf(chord);
      const sequence = actions();
      for (const key of held) sequence.keyDown(keyOf(key));
      sequence.keyDown(keyOf(pressed)).keyUp(keyOf(pressed));
      for (const key of held.toReversed()) sequence.keyUp(keyOf(key));
      return sequence.perform();
    },
    setFiles: async (paths) => {
      await driver.findElement(By.css('input[type=file]')).sendKeys(paths.join('\n'));
    },
    resize,
    takeComplaints: async () => JSON.parse(String(await evaluate('takeComplaints()'))) as string[],
    screenshot: async (path) => {
      await writeFile(path, await driver.takeScreenshot(), 'base64');
    },
    close: async () => {
      await driver.quit();
      await closed();
    },
  };
}

/** WebDriver has characters of its own for keys that write none. */
function keyOf(name: string): string {
  if (name.length === 1) return name;
  const words = name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
  const key = Object.entries(Key).find(([known]) => known === words)?.[1];
  if (typeof key !== 'string') throw new RangeError(`no key is called ${name}`);
  return key;
}
