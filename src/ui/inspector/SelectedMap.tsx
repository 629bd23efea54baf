/** The selected map in figures: its extremes, its mean, its zeros and its histogram. */
import { memo } from 'react';
import { useTranslation } from '../words';
import { histogramBins } from '../../engine/protocol';
import type { NodeFace } from '../../network/graph';
import { formatNumber } from '../../paint/formatNumber';
import { describeMap } from '../../paint/scale';
import { useFrame } from '../../store/derived';
import type { NodeFrame } from '../../store/state';
import { useStore } from '../../store/store';
import { useColours } from '../colours';
import { formatCount } from './formatCount';
import { Histogram } from './Histogram';
import { mapCount, mapName } from './mapName';
import './selectedMap.css';

export const SelectedMap = memo(function SelectedMap({ node }: { node: NodeFace }) {
  const { t } = useTranslation();
  const frame = useFrame(node.id);
  const selected = useStore((state) => state.view.selectedMap);
  if (!frame) return null;
  const channel = Math.min(selected, mapCount(frame.shape) - 1);
  return (
    <section className="inspector__section">
      <h3 className="section-title">
        <span>{mapName(t, node.kind, frame.shape, channel)}</span>
        {frame.shape.length === 3 && (
          <span className="inspector__aside">{t('inspector.values')}</span>
        )}
      </h3>
      <Figures {...{ node, frame, channel }} />
    </section>
  );
});

interface FiguresProps {
  node: NodeFace;
  frame: NodeFrame;
  channel: number;
}

function Figures({ node, frame, channel }: FiguresProps) {
  const { t } = useTranslation();
  const colours = useColours(node.id, frame);
  const { statistics } = frame;
  const map = {
    minimum: statistics.minimum[channel] ?? 0,
    maximum: statistics.maximum[channel] ?? 0,
    mean: statistics.mean[channel] ?? 0,
    zeroShare: statistics.zeroShare[channel] ?? 0,
  };
  const description = describeMap(map, node.kind === 'relu');
  const figures = {
    minimum: formatNumber(map.minimum),
    mean: formatNumber(map.mean),
    maximum: formatNumber(map.maximum),
    zeros: t('inspector.percent', { share: percent(map.zeroShare) }),
  };
  return (
    <>
      {description && (
        <p className="inspector__note">
          {t(`inspector.map.${description}`, { value: formatNumber(map.minimum) })}
        </p>
      )}
      <dl className="selected-map__figures">
        {Object.entries(figures).map(([key, value]) => (
          <div key={key}>
            <dt>{t(`inspector.${key}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {description === null && (
        <Histogram
          counts={statistics.histogram.subarray(
            channel * histogramBins,
            (channel + 1) * histogramBins,
          )}
          minimum={map.minimum}
          maximum={map.maximum}
          scale={colours.scaleOf(channel)}
          lut={colours.lut}
        />
      )}
      {statistics.notFinite > 0 && (
        <p className="inspector__problem">
          {t('inspector.notFinite', { number: formatCount(statistics.notFinite) })}
        </p>
      )}
    </>
  );
}

/** Never 0 % where there are some, nor 100 % where not all are. */
function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.1) return '< 0.1';
  if (value < 100 && value > 99.9) return '> 99.9';
  return formatNumber(Math.round(value * 10) / 10);
}
