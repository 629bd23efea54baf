/** How a photo's bytes become the network's numbers, as a formula with its two ends. */
import { useTranslation } from '../words';
import { affineOf, type InputSettings } from '../../layers/input';
import type { NetworkNode } from '../../network/graph';
import { formatNumber, wholeText } from '../../paint/formatNumber';

export function InputScaling({ node }: { node: NetworkNode }) {
  const { t } = useTranslation();
  const settings = node.settings as InputSettings;
  const { factor, offset } = affineOf(settings);
  const value = t('inspector.value');
  const byte = t('inspector.byte');
  return (
    <div className="inspector__formula">
      <p>{`${value} = ${formula(byte, settings)}`}</p>
      <p className="inspector__note">
        {t('inspector.byteEnds', {
          low: formatNumber(offset),
          high: formatNumber(Math.round((255 * factor + offset) * 1e6) / 1e6),
        })}
      </p>
    </div>
  );
}

function formula(byte: string, { scaling, mean, deviation }: InputSettings): string {
  switch (scaling) {
    case 'zeroToOne':
      return `${byte} / 255`;
    case 'minusOneToOne':
      return `${byte} / 127.5 − 1`;
    case 'bytes':
      return byte;
    case 'standardise':
      return `(${byte} / 255 − ${wholeText(mean)}) / ${wholeText(deviation)}`;
  }
}
