/**
 * What the network takes the photo for: its three likeliest classes, or that there is nothing to be
 * believed, where weights are random. Read out once it no longer changes.
 */
import { useEffect, useState } from 'react';
import { otherLabel } from '../../layers/trainedLayers';
import { largest } from '../../paint/bars';
import { formatShare } from '../../paint/formatNumber';
import type { NodeId } from '../../network/graph';
import { useFrame } from '../../store/derived';
import { goToNode } from '../../store/network';
import { useStore } from '../../store/store';
import { selectIsPartlyTrained, selectWeightsStanding } from '../../store/trained';
import { useClassNames, useLabels } from '../classNames';
import { useTranslation } from '../words';
import './verdict.css';

const classesShown = 3;
/** Below, a class is not what the photo is called: networks spread their shares on unknown things. */
const sureShare = 0.5;
/** An answer that has stood for so long is read out. */
const settledMilliseconds = 700;

/** `id`: of the softmax whose numbers are the classes' shares. */
export default function Verdict({ id }: { id: NodeId }) {
  const { t } = useTranslation();
  const names = useClassNames(id) ?? [];
  const labels = useLabels(id) ?? [];
  const shares = useFrame(id)?.planes.get(0);
  const standing = useStore(selectWeightsStanding);
  const isPartly = useStore(selectIsPartlyTrained);
  const isBelievable = standing === 'trained' && !isPartly;
  const best = shares && standing !== 'loading' ? largest(shares, classesShown) : [];
  const shareOf = (index: number) => formatShare(shares?.[index] ?? NaN);
  const rest = best.reduce((left, index) => left - (shares?.[index] ?? 0), 1);
  const [likeliest = -1] = best;
  const isUnsure = (shares?.[likeliest] ?? 1) < sureShare;
  const isUnknown = labels[likeliest] === otherLabel;
  const standingWord = standing === 'trained' ? 'partly' : standing;
  const ownDoubt = isUnsure ? 'unsure' : isUnknown ? 'unknown' : null;
  const doubt = isBelievable ? ownDoubt : standingWord;
  const remark = doubt && t(`verdict.${doubt}`);
  const [first, second, third] = best.map((index) =>
    t('verdict.spokenShare', { name: names[index], percent: shareOf(index) }),
  );
  const spoken = first === undefined ? '' : t('verdict.spoken', { first, second, third });
  // In any language the same.
  const isSettled = useIsSettled(
    `${standing} ${isPartly} ${best.join()} ${best.map(shareOf).join()}`,
  );
  return (
    <section className="verdict" aria-label={t('verdict.title')} data-believable={isBelievable}>
      <h2 className="section-title">
        <button type="button" className="verdict__title" onClick={() => goToNode(id)}>
          {t('verdict.title')}
        </button>
      </h2>
      {remark !== null && <p className="verdict__remark">{remark}</p>}
      {best.length > 0 && (
        <ol className="verdict__classes">
          {best.map((index) => (
            <Row
              key={index}
              name={names[index] ?? ''}
              share={shares?.[index] ?? 0}
              percent={shareOf(index)}
            />
          ))}
          {names.length > best.length && (
            <Row
              name={t('verdict.others', { count: names.length - best.length })}
              share={rest}
              percent={formatShare(Math.max(0, rest))}
              isRest
            />
          )}
        </ol>
      )}
      <p className="visually-hidden" role="status">
        {isSettled ? [remark, isBelievable ? spoken : ''].join(' ').trim() : ''}
      </p>
    </section>
  );
}

interface RowProps {
  name: string;
  /** 0..1 */
  share: number;
  percent: string;
  /** All classes that have no row of their own. */
  isRest?: boolean;
}

function Row({ name, share, percent, isRest = false }: RowProps) {
  const { t } = useTranslation();
  return (
    <li className="verdict__class" data-rest={isRest}>
      <span className="verdict__name">{name}</span>
      <span className="verdict__track">
        <span className="verdict__bar" style={{ width: `${share * 100}%` }} />
      </span>
      <span className="verdict__share">{t('verdict.share', { percent })}</span>
    </li>
  );
}

/** Whether something has stood for a moment without being overtaken. */
function useIsSettled(state: string): boolean {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(state), settledMilliseconds);
    return () => clearTimeout(timer);
  }, [state]);
  return settled === state;
}
