/** What a layer of a trained network is called: conv 1 of “photos”. */
import type { TFunction } from 'i18next';
import { trainedPart, trainedSources } from '../../layers/trainedLayers';

/** `value`: of the setting `trained`. Parts alone too, for lists that are grouped by the network. */
export function trainedName(
  t: TFunction,
  value: string,
): { layer: string; source: string; whole: string } {
  const part = trainedPart(value);
  const kind = part && trainedSources[part.source]?.layers[part.layer];
  if (!part || !kind) return { layer: value, source: '', whole: value };
  const layer = `${t(`filmstrip.short.${kind}`)} ${/\d+$/.exec(part.layer)?.[0] ?? ''}`;
  const source = t(`trained.source.${part.source}`);
  return { layer, source, whole: t('trained.layer', { layer, source }) };
}
