/** The network's answer: ten bars, the best of them named; read out once it no longer changes. */
import { useEffect, useState } from 'react';
import { formatNumber } from '../../paint/formatNumber';
import { largest } from '../../paint/bars';
import { selectFacts, useFrame } from '../../store/derived';
import { digitCount, digitPreset } from '../../store/digits';
import { useDrawing } from '../../store/drawing';
import { loadPreset } from '../../store/network';
import type { State } from '../../store/state';
import { useStore } from '../../store/store';
import { useTranslation } from '../words';

/** An answer that has stood for so long is read out. */
const settledMilliseconds = 700;

/** The softmax that a network ends in, where that tells ten classes apart. */
function selectEnd(state: State): string | undefined {
  const end = state.network.nodes.findLast(({ kind }) => kind === 'softmax');
  const facts = end && selectFacts(state).get(end.id);
  const isTenfold =
    facts?.state === 'runs' && facts.shape.length === 1 && facts.shape[0] === digitCount;
  return isTenfold ? end?.id : undefined;
}

export function Answer() {
  const end = useStore(selectEnd);
  return end === undefined ? <NoAnswer /> : <Shares end={end} />;
}

function Shares({ end }: { end: string }) {
  const { t } = useTranslation();
  const shares = useFrame(end)?.planes.get(0);
  const isBare = useDrawing()?.length === 0;
  const [best] = shares && !isBare ? largest(shares, 1) : [];
  const percent = (digit: number) => formatNumber((shares?.[digit] ?? 0) * 100, 3);
  const words = best === undefined ? '' : t('digit.reads', { digit: best, percent: percent(best) });
  return (
    <div className="answer">
      <p className="answer__title">{t('digit.answer')}</p>
      <p className="answer__words">
        {best === undefined ? (
          t('digit.nothing')
        ) : (
          <>
            <strong>{best}</strong>
            <span>{` ${t('digit.percent', { percent: percent(best) })}`}</span>
          </>
        )}
      </p>
      <ol className="answer__bars" aria-label={t('digit.answer')}>
        {Array.from({ length: digitCount }, (_, digit) => (
          <li key={digit} className="answer__digit" data-best={digit === best}>
            <span className="answer__track">
              <span
                className="answer__bar"
                style={{ height: `${(isBare ? 0 : (shares?.[digit] ?? 0)) * 100}%` }}
              />
            </span>
            <span>{digit}</span>
            <span className="visually-hidden">
              {t('digit.percent', { percent: percent(digit) })}
            </span>
          </li>
        ))}
      </ol>
      <span className="visually-hidden" role="status">
        {useSettled(words)}
      </span>
    </div>
  );
}

/** What was said last without being overtaken within a moment. */
function useSettled(words: string): string {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words), settledMilliseconds);
    return () => clearTimeout(timer);
  }, [words]);
  return settled;
}

function NoAnswer() {
  const { t } = useTranslation();
  return (
    <div className="answer">
      <p className="answer__none">{t('digit.noEnd')}</p>
      <button
        type="button"
        className="button button--bordered"
        onClick={() => loadPreset(digitPreset)}
      >
        {t('digit.use', { name: t(`preset.${digitPreset}.title`) })}
      </button>
    </div>
  );
}
