/** Elements that text is typed, pasted and dropped into. */

const textFields = [
  'input:not([type="range"], [type="checkbox"], [type="radio"], [type="button"], [type="file"])',
  'textarea',
  '[contenteditable]:not([contenteditable="false"])',
].join();

/** Whether an event's target is one of them. */
export function isTextField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(textFields) !== null;
}
