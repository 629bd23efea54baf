/** A pool's stride: the pool's own size, so that windows neither overlap nor leave gaps, or a number. */
import { useTranslation } from '../words';
import { definitionOf } from '../../layers';
import type { IntegerSpec } from '../../layers/settings';
import type { NetworkNode } from '../../network/graph';
import { changeSettings } from '../../store/network';
import { Slider } from '../controls/Slider';
import { useKerasHint } from './kerasNames';

export function PoolStride({ node }: { node: NetworkNode }) {
  const { t } = useTranslation();
  const hint = useKerasHint(node.kind);
  const { id, kind, settings } = node;
  const spec = definitionOf(kind).settings['stride'] as IntegerSpec;
  const stride = settings['stride'] as number;
  const pool = Math.min(spec.max, settings['poolHeight'] as number);
  const label = t('setting.stride');
  return (
    <div title={hint('stride')}>
      {stride > 0 && (
        <Slider
          label={label}
          value={stride}
          min={1}
          max={spec.max}
          step={spec.step}
          isWhole
          onChange={(value) => changeSettings(id, { stride: value })}
        />
      )}
      <div className="field inspector__field">
        <span className="field__label" aria-hidden="true">
          {stride === 0 && label}
        </span>
        <label className="check inspector__control">
          <input
            type="checkbox"
            checked={stride === 0}
            onChange={(event) => changeSettings(id, { stride: event.target.checked ? 0 : pool })}
          />
          <span>{t('inspector.sameAsPool')}</span>
        </label>
      </div>
    </div>
  );
}
