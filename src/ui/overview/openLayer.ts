/** From the overview to the stage: the view changes, and the focus comes along. */
import type { NodeId } from '../../network/graph';
import { goToNode } from '../../store/network';
import { changeView } from '../../store/view';

/** Opens the stage at a layer, with one of its maps selected where one is meant. */
export function openLayer(id: NodeId, map: number | null): void {
  changeView({
    overview: false,
    enlarged: false,
    ...(map === null ? {} : { selectedMap: map }),
  });
  goToNode(id);
  focusSoon(map === null ? '.tile[tabindex="0"]' : `.tile[data-map="${map}"]`);
}

/** Goes back to the stage as it was. */
export function leaveOverview(): void {
  changeView({ overview: false });
  focusSoon('.transport [aria-pressed]');
}

/** The stage is measured first and laid out after: it is there in the frame after the next. */
function focusSoon(selector: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true }),
    ),
  );
}
