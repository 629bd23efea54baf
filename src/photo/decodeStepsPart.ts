/** The steps of decoding for the page's own thread, where a Worker does not take them. */
import { part } from '../parts/part';

export const decodeSteps = part(() => import('./decodeSteps'));
