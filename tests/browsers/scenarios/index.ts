import type { Scenario } from '../scenario';
import { firstVisit } from './firstVisit';
import { digits, googlenet, phone, toy } from './networks';
import { badFiles, formats } from './pictures';
import { language, link, sliders, theme, undo } from './settings';
import { enlarged, explanation, overview, scrub } from './stage';

export const scenarios: readonly Scenario[] = [
  firstVisit,
  sliders,
  undo,
  link,
  language,
  theme,
  scrub,
  explanation,
  enlarged,
  overview,
  googlenet,
  digits,
  toy,
  formats,
  badFiles,
  phone,
];
