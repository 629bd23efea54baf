/**
 * Fetches what may take long but must not stand still: however slow a connection is, it is waited for
 * as long as bytes come.
 */
import { TooLate, wakingClock, withDeadline, type Clock } from './deadline';

/** Milliseconds without a byte after which a host is given up. */
export const mostSilence = 20_000;

export interface FetchOptions {
  /** Calls the request off. */
  signal?: AbortSignal;
  clock?: Clock;
}

/** A host's answer, of which the body is still to come. */
export interface Answer {
  ok: boolean;
  status: number;
  /** The media type that the host gives; empty where it gives none. */
  type: string;
  /** The body's bytes as they come. Throws as `patientFetch`. */
  chunks(): AsyncGenerator<Uint8Array<ArrayBuffer>>;
}

/**
 * What a host answers. Throws `TooLate` where nothing comes for `mostSilence`, the `signal`'s reason
 * where it was called off, and what `fetch` throws where the host cannot be reached.
 */
export async function patientFetch(
  url: URL | string,
  { signal, clock = wakingClock }: FetchOptions = {},
): Promise<Answer> {
  const request = new AbortController();
  const callOff = () => request.abort(signal?.reason);
  if (signal?.aborted) callOff();
  signal?.addEventListener('abort', callOff, { once: true });
  const end = () => signal?.removeEventListener('abort', callOff);

  /** Awaits what the request gives; without it in time, the request is given up. */
  const next = async <Value>(promise: Promise<Value>): Promise<Value> => {
    try {
      return await withDeadline(promise, mostSilence, clock);
    } catch (error) {
      end();
      if (error instanceof TooLate) request.abort(error);
      throw error;
    }
  };

  const response = await next(fetch(url, { signal: request.signal }));
  return {
    ok: response.ok,
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    async *chunks() {
      const reader = response.body?.getReader();
      try {
        for (;;) {
          const { done, value } = (await (reader && next(reader.read()))) ?? { done: true };
          if (done || !value) return;
          yield value;
        }
      } finally {
        end();
      }
    },
  };
}

/** All of a body. Throws as `patientFetch`. */
export async function wholeOf(answer: Answer): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of answer.chunks()) parts.push(part);
  return new Blob(parts, { type: answer.type });
}
