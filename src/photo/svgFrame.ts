/**
 * The script of the frame in which SVG is drawn. Its document has no origin, so that browsers may
 * give it a process of its own (Chromium does): there a drawing stalls or brings down nobody else.
 */
import { drawSvg } from './drawSvg';
import type { FromSvgFrame, ToSvgFrame } from './svgFrameMessages';

const reply = (message: FromSvgFrame, transfer: Transferable[] = []) =>
  // It cannot know the origin of its page, and tells nothing but pixels.
  window.parent.postMessage(message, '*', transfer);

window.addEventListener('message', ({ data, source }: MessageEvent<ToSvgFrame>) => {
  if (source !== window.parent) return;
  void drawSvg(data.address, data.size).then((pixels) => {
    reply({ type: 'drawn', pixels }, typeof pixels === 'string' ? [] : [pixels.buffer]);
  });
});

reply({ type: 'ready' });
