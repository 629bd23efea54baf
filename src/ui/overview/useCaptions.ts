/** What is said of every layer: its name, and what it holds or why it holds nothing. */
import { useMemo } from 'react';
import { isUnasked } from '../../network/askedWeights';
import type { NodeFacts } from '../../network/shape';
import { selectFacts } from '../../store/derived';
import { selectStructure } from '../../store/structure';
import { useStore } from '../../store/store';
import { useNodeName } from '../nodeName';
import { useTranslation } from '../words';
import type { Captions } from './drawCaptions';

export function useCaptions(): Captions {
  const { t } = useTranslation();
  const nameOf = useNodeName();
  const { nodes } = useStore(selectStructure);
  const facts = useStore(selectFacts);
  const names = nodes.map(nameOf).join('\n');
  return useMemo(() => {
    const detailOf = (own: NodeFacts | undefined, isPhoto: boolean): [string, string] => {
      if (own?.state !== 'runs') {
        const words = t(`filmstrip.${isUnasked(own) ? 'unasked' : (own?.state ?? 'waits')}`);
        return [words, words];
      }
      const [height = 1, width = 1, count = 1] = own.shape;
      if (isPhoto) return [own.shape.join('×'), `${height}×${width}`];
      if (own.shape.length !== 3) return [t('overview.numbers', { count: height }), String(height)];
      return [t('overview.maps', { height, width, count }), t('overview.count', { count })];
    };
    const each = names.split('\n');
    return new Map(
      nodes.map(({ id }, place) => {
        const own = facts.get(id);
        const isProblem = own?.state === 'cannotRun' && !isUnasked(own);
        const [detail, short] = detailOf(own, place === 0);
        return [id, { name: each[place] ?? '', detail, short, isProblem }];
      }),
    );
  }, [nodes, names, facts, t]);
}
