/** The controls of a layer's settings, made from what its kind declares. */
import { memo } from 'react';
import { definitionOf } from '../../layers';
import { untrained } from '../../layers/trainedLayers';
import type { NetworkNode } from '../../network/graph';
import { useNumbersInUse } from '../../store/trainedLayers';
import { useKerasHint } from './kerasNames';
import { PoolStride } from './PoolStride';
import { SettingControl } from './SettingControl';
import { settingRows } from './settingRows';
import { LinkedSides } from './LinkedSides';
import './settings.css';

interface LayerSettingsProps {
  node: NetworkNode;
  /** The layer's own settings, or those that say how its weights come about. */
  part: 'layer' | 'weights';
}

export const LayerSettings = memo(function LayerSettings({ node, part }: LayerSettingsProps) {
  const hint = useKerasHint(node.kind);
  const isLearned = useNumbersInUse(node) === 'learned';
  const settings = isLearned ? node.settings : { ...node.settings, trained: untrained };
  const rows = settingRows(definitionOf(node.kind), settings, part);
  return rows.map((row) => {
    switch (row.type) {
      case 'linked':
        return <LinkedSides key={row.label} node={node} {...row} />;
      case 'poolStride':
        return <PoolStride key="stride" node={node} />;
      case 'single':
        return (
          <SettingControl
            key={row.key}
            nodeId={node.id}
            settingKey={row.key}
            spec={row.spec}
            value={node.settings[row.key] ?? row.spec.default}
            hint={hint(row.key)}
          />
        );
    }
  });
});
