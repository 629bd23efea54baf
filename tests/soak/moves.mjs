/** What the soak does to the page; runs in it. */

/**
 * Makes `count` random moves, one a frame or two, with the numbers of `seed`, and gives the longest
 * frame: `{ milliseconds, move, scripts }`. A move in `movesAPhoto` opens a photo of one's own.
 */
export async function playMoves({ seed, first, count, movesAPhoto }) {
  let state = seed >>> 0;
  /** Mulberry32: 0 to 1. */
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = (list) => list[Math.floor(random() * list.length)];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const frame = () => new Promise(requestAnimationFrame);
  const key = (name, more = {}) =>
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more }),
    );
  /** Past React's own accessor, so that it hears of the change. */
  const setValue = (element, value) => {
    Reflect.set(Object.getPrototypeOf(element), 'value', value, element);
    element.dispatchEvent(
      new Event(element.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }),
    );
  };
  const kinds = ['r', 'mp', 'ap', 'th', 'lr', 'el', 'bn', 'ln', 'dr', 'sg', 'zp'];
  const photos = ['chelsea', 'coffee', 'astronaut', 'rocket'];
  const randomNetwork = () => {
    const layers = [`i~l${32 + Math.floor(random() * 160)}`];
    const length = 1 + Math.floor(random() * 6);
    for (let layer = 0; layer < length; layer++) {
      layers.push(
        random() < 0.5
          ? `c~f${1 + Math.floor(random() * 16)}~n${Math.floor(random() * 99)}`
          : pick(kinds),
      );
    }
    if (random() < 0.3) layers.push('fl', `de~u${1 + Math.floor(random() * 20)}`, 'sm');
    return `layers=${layers.join('_')}`;
  };

  const moves = {
    slider: async () => {
      const slider = pick(all('#inspector input[type=range]'));
      if (!slider) return;
      const [min, max] = [Number(slider.min), Number(slider.max)];
      slider.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      for (let step = 0; step < 4; step++) {
        setValue(slider, String(min + random() * random() * (max - min)));
        await frame();
      }
      slider.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    },
    choice: () => {
      const select = pick(all('#inspector select'));
      if (select) setValue(select, pick([...select.options]).value);
    },
    playhead: () =>
      key(pick(['ArrowRight', 'ArrowLeft', 'ArrowRight', 'Home', 'End']), {
        shiftKey: random() < 0.3,
      }),
    map: () => pick(all('[data-map]'))?.click(),
    cell: () => {
      const canvas = pick(all('[data-map] canvas'));
      const box = canvas?.getBoundingClientRect();
      if (!box) return;
      const at = {
        bubbles: true,
        clientX: box.left + random() * box.width,
        clientY: box.top + random() * box.height,
      };
      canvas.dispatchEvent(new PointerEvent('pointermove', at));
      canvas.dispatchEvent(new MouseEvent('click', at));
    },
    enlarge: async () => {
      pick(all('[data-map]'))?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }),
      );
      await frame();
      await frame();
      all('.enlarged [tabindex], [role=application]')[0]?.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }),
      );
    },
    overview: async () => {
      key('o');
      for (let step = 0; step < 10; step++) await frame();
      key('Escape');
    },
    frame: () => pick(all('.filmstrip__frame'))?.click(),
    tab: () => pick(all('#inspector [role=tab]'))?.click(),
    undo: () => key('z', { ctrlKey: true, code: 'KeyZ' }),
    redo: () => key('y', { ctrlKey: true, code: 'KeyY' }),
    network: () => {
      location.hash = `${randomNetwork()}&photo=${pick(photos)}&at=${Math.floor(random() * 4)}`;
    },
    preset: () => {
      const select = document.querySelector('header select');
      const light = [...select.options].filter(({ value }) =>
        /^(exp|lenet|toy|digits|photos)/.test(value),
      );
      setValue(select, pick(light).value);
    },
    remove: () => pick(all('#inspector button[aria-label^="Remove "]'))?.click(),
    duplicate: () => pick(all('#inspector button[aria-label^="Duplicate "]'))?.click(),
    theme: () => key('t'),
    dismiss: () => all('.notice button, [role=status] button').forEach((button) => button.click()),
  };
  const openPhoto = async () => {
    const canvas = new OffscreenCanvas(
      40 + Math.floor(random() * 500),
      40 + Math.floor(random() * 500),
    );
    const context = canvas.getContext('2d');
    for (let box = 0; box < 20; box++) {
      context.fillStyle = `hsl(${random() * 360} 80% 50%)`;
      context.fillRect(
        random() * canvas.width,
        random() * canvas.height,
        random() * 99,
        random() * 99,
      );
    }
    const blob = await canvas.convertToBlob();
    const files = new DataTransfer();
    files.items.add(new File([blob], 'made.png', { type: 'image/png' }));
    document.body.dispatchEvent(
      new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: files }),
    );
  };

  const longest = { milliseconds: 0, move: '', scripts: '' };
  let name = 'the beginning';
  // The browser's own account of frames that took long, and of what ran in them.
  const observer = new PerformanceObserver((list) => {
    for (const { duration, scripts } of list.getEntries()) {
      if (duration <= longest.milliseconds) continue;
      const ran = scripts
        .toSorted((a, b) => b.duration - a.duration)
        .slice(0, 3)
        .map(({ duration, invoker, sourceFunctionName }) =>
          `${Math.round(duration)} ms ${invoker} ${sourceFunctionName}`.trim(),
        );
      Object.assign(longest, { milliseconds: duration, move: name, scripts: ran.join('; ') });
    }
  });
  observer.observe({ type: 'long-animation-frame' });
  for (let move = first; move < first + count; move++) {
    if (move % movesAPhoto === 0) {
      name = `photo (move ${move})`;
      await openPhoto();
    } else {
      const kind = pick(Object.keys(moves));
      name = `${kind} (move ${move}, ${location.hash.slice(0, 120)})`;
      await moves[kind]();
    }
    await frame();
    await frame();
  }
  observer.disconnect();
  return longest;
}
