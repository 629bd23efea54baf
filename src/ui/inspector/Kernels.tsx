/** A convolution's kernels: all as pictures, the selected one with its numbers, and where they come from. */
import { memo, useMemo, useState } from 'react';
import { untrained } from '../../layers/trainedLayers';
import { lutOf } from '../../paint/colourMaps';
import { useTranslation } from '../words';
import { changeOf, silentFilters, type FilterChange } from '../../layers/filterChanges';
import type { HandmadeKernel } from '../../layers/settings';
import type { NetworkNode } from '../../network/graph';
import { useFacts, useFrame } from '../../store/derived';
import { useStore } from '../../store/store';
import { useNumbersInUse } from '../../store/trainedLayers';
import { useDrawnTheme } from '../theme';
import { ChannelChoice } from './ChannelChoice';
import { HandmadeChoice } from './HandmadeChoice';
import { HandmadeSheet } from './HandmadeSheet';
import { FilterBias, FilterModes } from './kernel/FilterRow';
import { KernelEditor } from './kernel/KernelEditor';
import { colourTiles, divergingTiles } from './kernelColours';
import { kernelPlanes, type KernelChannel } from './kernelSheet';
import { KernelSheet } from './KernelSheet';
import { TrainedChoice } from './TrainedChoice';
import { WeightSettings } from './WeightSettings';
import './kernels.css';

export const Kernels = memo(function Kernels({ node }: { node: NetworkNode }) {
  const { t } = useTranslation();
  const weights = useFrame(node.id)?.weights;
  const facts = useFacts(node.id);
  const selectedMap = useStore((state) => state.view.selectedMap);
  const source = useStore(
    (state) => state.network.nodes.find(({ id }) => id === node.inputs[0])?.kind,
  );
  const lut = lutOf('diverging', useDrawnTheme());
  const inUse = useNumbersInUse(node);
  const [chosen, setChannel] = useState<KernelChannel | null>(null);
  const kernel = weights?.find(({ name }) => name === 'kernel');
  const bias = weights?.find(({ name }) => name === 'bias');
  const channels = kernel?.shape[2] ?? 1;
  const isFirst = source === 'input';
  const areColours = isFirst && channels === 3;
  const canBeTrained = node.settings['trained'] !== untrained;
  // What was learned is seen best as what it is of: colours.
  const channel = chosen ?? (areColours && canBeTrained ? 'colour' : 'mean');
  const asColours = channel === 'colour' && areColours;
  const isOther = typeof channel === 'number' && channel < channels && channels > 1;
  const shown = isOther ? channel : 'mean';
  const kernels = useMemo(() => kernel && kernelPlanes(kernel, shown), [kernel, shown]);
  const coloursOf = useMemo(
    () => (kernel && asColours ? colourTiles(kernel) : kernels && divergingTiles(kernels, lut)),
    [kernel, kernels, asColours, lut],
  );
  const filters = kernels?.filters ?? (node.settings['filters'] as number);
  const selected = Math.min(selectedMap, filters - 1);
  const solo = node.settings['solo'] as number;
  const changes = node.settings['filterChanges'] as readonly FilterChange[];
  const silent = useMemo(() => silentFilters(filters, solo, changes), [filters, solo, changes]);
  const change = changeOf(changes, selected);
  const ownBias = change.bias ?? bias?.values[selected];
  return (
    <section className="inspector__section">
      <h3 className="section-title">{t('inspector.kernels')}</h3>
      <TrainedChoice node={node} />
      {kernels && coloursOf && (
        <>
          {channels > 1 && (
            <ChannelChoice
              channels={channels}
              areColours={areColours}
              value={asColours ? 'colour' : shown}
              onChange={setChannel}
            />
          )}
          {isFirst && canBeTrained && (
            <h4 className="kernels__kind">{t(`trained.kernels.${inUse}`)}</h4>
          )}
          <KernelSheet {...{ kernels, coloursOf, selected, silent, changes }} />
          {isFirst && canBeTrained && (
            <HandmadeSheet
              rows={kernels.rows}
              columns={kernels.columns}
              lut={asColours ? null : lut}
            />
          )}
          <p className="inspector__note">
            {t(asColours ? 'inspector.kernelColours' : 'inspector.kernelScale')}
          </p>
        </>
      )}
      <HandmadeChoice
        nodeId={node.id}
        placed={node.settings['handmade'] as readonly HandmadeKernel[]}
        filter={selected}
        isLearned={inUse !== 'drawn'}
      />
      {kernels && facts?.state === 'runs' && (
        <>
          <KernelEditor
            nodeId={node.id}
            kernels={kernels}
            filter={selected}
            channel={shown === 'mean' ? (channels === 1 ? 0 : null) : shown}
            numbers={change.numbers}
            isSilent={silent.includes(selected)}
          />
          {node.settings['useBias'] === true && ownBias !== undefined && (
            <FilterBias
              nodeId={node.id}
              filter={selected}
              bias={ownBias}
              isEdited={change.bias !== undefined}
            />
          )}
        </>
      )}
      <FilterModes
        nodeId={node.id}
        filter={selected}
        isFrozen={change.frozen !== undefined}
        isMuted={change.muted === true}
        solo={solo < filters ? solo : -1}
        isEdited={change.numbers !== undefined || change.bias !== undefined}
      />
      <WeightSettings node={node} />
    </section>
  );
});
