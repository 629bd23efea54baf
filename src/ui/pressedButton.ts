/** Which of a pointer's buttons are pressed: only the first one drags. */

const firstButton = 1;

/** Whether the mouse's left button, the finger or the pen's tip is up, whatever else is down. */
export function isLetGo({ buttons }: { buttons: number }): boolean {
  return (buttons & firstButton) === 0;
}
