/** How a layer's weights are drawn: initialiser, seed, and what their limit was taken at. */
import { useTranslation } from '../words';
import type { NetworkNode } from '../../network/graph';
import { changeSettings } from '../../store/network';
import { useNumbersInUse } from '../../store/trainedLayers';
import { LayerSettings } from './LayerSettings';

export function WeightSettings({ node }: { node: NetworkNode }) {
  const { t } = useTranslation();
  const { drawnFor, initializer, seed } = node.settings;
  const isLearned = useNumbersInUse(node) === 'learned';
  const isOlder =
    !isLearned && drawnFor !== 0 && initializer === 'glorotUniform' && seed !== undefined;
  return (
    <>
      <LayerSettings node={node} part="weights" />
      {isOlder && (
        <div className="inspector__remark">
          <p className="inspector__note">
            {t('inspector.drawnFor', { filters: Number(drawnFor) })}
          </p>
          <button
            className="button button--bordered"
            onClick={() => changeSettings(node.id, { seed })}
          >
            {t('inspector.drawAnew')}
          </button>
        </div>
      )}
    </>
  );
}
