/** The decoding thread: one request at a time counts, the newest. */
import type { FromDecoder, ToDecoder } from './decodeMessages';
import { decodeBlob } from './decodeSteps';
import type { Painted } from './paintSvg';
import { PhotoProblem } from './photo';
import { canReadPixels } from './surface';

let wantedId: number | null = null;
const paintings = new Map<number, (painted: Painted) => void>();

function reply(message: FromDecoder, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

self.addEventListener('message', ({ data }: MessageEvent<ToDecoder>) => {
  switch (data.type) {
    case 'decode':
      reply({ type: 'begun', id: data.id });
      wantedId = data.id;
      void decode(data.id, data.file);
      break;
    case 'cancel':
      if (wantedId === data.id) wantedId = null;
      endPainting(data.id, null);
      break;
    case 'painted':
      endPainting(data.id, data.painted);
      break;
  }
});

function endPainting(id: number, painted: Painted): void {
  paintings.get(id)?.(painted);
  paintings.delete(id);
}

async function decode(id: number, file: Blob): Promise<void> {
  if (!canReadPixels()) {
    reply({ type: 'unable', id });
    return;
  }
  try {
    const decoded = await decodeBlob(file, {
      cancelled: () => wantedId !== id,
      paintSvg: (svg, size) =>
        new Promise((resolve) => {
          paintings.set(id, resolve);
          reply({ type: 'paint', id, svg, size });
        }),
    });
    reply({ type: 'decoded', id, decoded }, [decoded.photo.data.buffer]);
  } catch (error) {
    if (wantedId !== id) return;
    if (error instanceof PhotoProblem) reply({ type: 'problem', id, problem: error.problem });
    else reply({ type: 'failed', id, reason: String(error) });
  }
}
