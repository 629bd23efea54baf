/** A pool's cell: the window, the winner marked where the largest is taken, the count of a mean. */
import { useState } from 'react';
import { formatFixed } from '../../paint/formatNumber';
import { useFrame } from '../../store/derived';
import { useColours } from '../colours';
import { useTranslation } from '../words';
import { decimalsFor } from './decimals';
import type { CombinedProps } from './Explanation';
import { Matrix } from './Matrix';

export function PoolWindow({ node, reading, combined }: CombinedProps) {
  const { t } = useTranslation();
  const [pointed, setPointed] = useState<number | null>(null);
  const sourceId = node.inputs[0] ?? node.id;
  const colours = useColours(sourceId, useFrame(sourceId));
  const { terms, inputs, inside } = reading;
  const { rows, columns, channels, combination } = terms;
  const decimals = decimalsFor(inputs, 4);
  const padding = inside.reduce((count, place) => count + (place === 1 ? 0 : 1), 0);
  const winner = combined.winners[0];
  return (
    <div className="pool">
      <Matrix
        label={t('explain.window')}
        values={inputs}
        inside={inside}
        rows={rows.length}
        columns={columns.length}
        scale={colours.scaleOf(channels.first)}
        lut={colours.lut}
        decimals={decimals}
        framed={new Set(combined.winners)}
        pointed={pointed}
        onPoint={setPointed}
      />
      <div className="pool__words">
        {combination === 'maximum' && winner !== undefined && (
          <p>
            {combined.winners.length > 1
              ? t('explain.tie', {
                  count: combined.winners.length,
                  value: formatFixed(combined.value, decimals),
                })
              : t('explain.winner', {
                  row: (rows[Math.floor(winner / columns.length)] ?? 0) + 1,
                  column: (columns[winner % columns.length] ?? 0) + 1,
                  value: formatFixed(combined.value, decimals),
                })}
          </p>
        )}
        {combination === 'mean' && (
          <p>
            {t('explain.meanOf', {
              count: combined.count,
              sum: formatFixed(combined.sum ?? NaN, decimals),
              value: formatFixed(combined.value, decimals),
            })}
          </p>
        )}
        {padding > 0 && (
          <p className="explain__note">{t('explain.paddingOut', { count: padding })}</p>
        )}
      </div>
    </div>
  );
}
