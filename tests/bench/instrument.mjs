/** What the benchmark puts into the app's page before it loads: it watches canvases being painted. */
export function instrument() {
  const bench = { lastPaint: 0, stagePaints: 0, firstMap: 0, stageFrames: new Set() };
  window.catscanBench = bench;
  // When the engine has made all values of a run, and of how many layers it has told.
  bench.done = 0;
  bench.told = 0;
  const Native = window.Worker;
  window.Worker = class extends Native {
    constructor(...parameters) {
      super(...parameters);
      this.addEventListener('message', ({ data }) => {
        if (data.type === 'done') bench.done = performance.now();
        if (data.type === 'node') bench.told++;
      });
    }
  };
  const contexts = CanvasRenderingContext2D.prototype;
  const put = Object.getOwnPropertyDescriptor(contexts, 'putImageData').value;
  contexts.putImageData = function (...parameters) {
    const result = Reflect.apply(put, this, parameters);
    const now = performance.now();
    bench.lastPaint = now;
    const { canvas } = this;
    if (canvas instanceof HTMLCanvasElement && canvas.closest('[data-map]')) {
      bench.stagePaints++;
      if (canvas.closest('[data-map="0"]')) bench.stageFirst = now;
      if (bench.firstMap === 0) bench.firstMap = now;
      if (canvas.closest('[data-map="0"]')) bench.stageFrames.add(bench.frame ?? 0);
    }
    return result;
  };

  // The filmstrip's pictures are drawn from others; those beside the screen are painted too, later.
  const draw = Object.getOwnPropertyDescriptor(contexts, 'drawImage').value;
  contexts.drawImage = function (...parameters) {
    Reflect.apply(draw, this, parameters);
    if (bench.onScreen.has(this.canvas)) bench.lastPaint = performance.now();
  };
  bench.onScreen = new Set();
  const isOnScreen = (canvas) => {
    const { left, right, top, bottom } = canvas.getBoundingClientRect();
    return right > 0 && left < innerWidth && bottom > 0 && top < innerHeight;
  };

  /** Past React's own accessor, so that it hears of the change. */
  const setValue = (input, text) => Reflect.set(HTMLInputElement.prototype, 'value', text, input);
  const sliderOf = (label) => {
    const name = [...document.querySelectorAll('label')].find(
      (candidate) => candidate.textContent === label,
    );
    return document.getElementById(name.htmlFor);
  };
  /** Moves a slider as a hand does: the native value, then an input event. Returns its time. */
  bench.slide = (label, to) => {
    const slider = sliderOf(label);
    const begin = performance.now();
    setValue(slider, String(to));
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    return begin;
  };
  /** Milliseconds from a slider's event to the last canvas painted because of it. */
  bench.move = async (label, value, quiet) => {
    const begin = bench.slide(label, value);
    let last = 0;
    do {
      last = bench.lastPaint;
      await new Promise((resolve) => setTimeout(resolve, quiet));
    } while (bench.lastPaint !== last || bench.lastPaint < begin);
    return bench.lastPaint - begin;
  };
  /**
   * From a slider's event: to the stage's first map, and to all layers made and those in sight painted;
   * and how many layers were made. Those out of sight are told of afterwards, and waited for.
   */
  bench.pass = async (label, value) => {
    bench.told = 0;
    bench.lastPaint = 0;
    bench.onScreen = new Set([...document.querySelectorAll('canvas')].filter(isOnScreen));
    const begin = bench.slide(label, value);
    let first = 0;
    do {
      await new Promise((resolve) => setTimeout(resolve, 2));
      if (first === 0 && bench.stageFirst > begin) first = bench.stageFirst - begin;
    } while (bench.done < begin);
    // What was told with the end is painted in the same task or in the next frame.
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await nextFrame();
    await nextFrame();
    const whole = Math.max(bench.done, bench.lastPaint) - begin;
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { first, whole, layers: bench.told };
  };
  /** Milliseconds from a press of an arrow key to the numbers of the next cell on screen. */
  bench.explainNext = () =>
    new Promise((resolve) => {
      const value = document.querySelector('.explain__value');
      const begin = performance.now();
      const observer = new MutationObserver(() => {
        if (value.dataset.fresh !== 'true') return;
        observer.disconnect();
        resolve(performance.now() - begin);
      });
      observer.observe(value, { attributes: true, attributeFilter: ['data-fresh'] });
      const press = new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true });
      document.querySelector('.explain').dispatchEvent(press);
    });
  /** Drags a slider to and fro, one move a frame; how many frames there were and showed new maps. */
  bench.drag = async (label, values) => {
    bench.stageFrames.clear();
    // A hand takes hold of it first.
    const slider = sliderOf(label);
    slider.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    const begin = performance.now();
    const moves = values.length;
    for (let move = 0; move < moves; move++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      bench.frame = move;
      bench.slide(label, values[move]);
    }
    const seconds = (performance.now() - begin) / 1000;
    slider.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    return { framesPerSecond: moves / seconds, updatesPerSecond: bench.stageFrames.size / seconds };
  };
}
