/** A convolution's kernels: all as pictures, the selected one with its numbers, and where they come from. */
import { memo, useMemo, useState } from 'react';
import { useTranslation } from '../words';
import { changeOf, silentFilters, type FilterChange } from '../../layers/filterChanges';
import type { HandmadeKernel } from '../../layers/settings';
import type { NetworkNode } from '../../network/graph';
import { useFacts, useFrame } from '../../store/derived';
import { useStore } from '../../store/store';
import { ChannelChoice } from './ChannelChoice';
import { HandmadeChoice } from './HandmadeChoice';
import { FilterBias, FilterModes } from './kernel/FilterRow';
import { KernelEditor } from './kernel/KernelEditor';
import { kernelPlanes, type KernelChannel } from './kernelSheet';
import { KernelSheet } from './KernelSheet';
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
  const [channel, setChannel] = useState<KernelChannel>('mean');
  const kernel = weights?.find(({ name }) => name === 'kernel');
  const bias = weights?.find(({ name }) => name === 'bias');
  const channels = kernel?.shape[2] ?? 1;
  const shown = channels === 1 || (channel !== 'mean' && channel >= channels) ? 'mean' : channel;
  const kernels = useMemo(() => kernel && kernelPlanes(kernel, shown), [kernel, shown]);
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
      {kernels && (
        <>
          {channels > 1 && (
            <ChannelChoice
              channels={channels}
              areColours={source === 'input' && channels === 3}
              value={shown}
              onChange={setChannel}
            />
          )}
          <KernelSheet {...{ kernels, selected, silent, changes }} />
          <p className="inspector__note">{t('inspector.kernelScale')}</p>
        </>
      )}
      <HandmadeChoice
        nodeId={node.id}
        placed={node.settings['handmade'] as readonly HandmadeKernel[]}
        filter={selected}
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
