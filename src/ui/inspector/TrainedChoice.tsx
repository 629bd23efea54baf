/** Whether a layer's weights are drawn or those of a trained network's layer, and what that means here. */
import { useId } from 'react';
import { trainedOptions, trainedPart, trainedSources, untrained } from '../../layers/trainedLayers';
import type { NetworkNode } from '../../network/graph';
import { changeSettings } from '../../store/network';
import { useStore } from '../../store/store';
import { selectUsesTrained } from '../../store/trained';
import { useNumbersInUse } from '../../store/trainedLayers';
import { useTranslation } from '../words';
import { Field } from './Field';
import { trainedName } from './trainedName';

export function TrainedChoice({ node }: { node: NetworkNode }) {
  const { t } = useTranslation();
  const id = useId();
  const value = node.settings['trained'] as string;
  const options = trainedOptions(node.kind === 'dense' ? 'dense' : 'conv2d');
  return (
    <>
      <Field label={t('setting.trained')} htmlFor={id}>
        <select
          id={id}
          className="select"
          value={value}
          onChange={(event) => changeSettings(node.id, { trained: event.target.value })}
        >
          <option value={untrained}>{t('trained.drawn')}</option>
          {Object.keys(trainedSources).map((source) => (
            <optgroup
              key={source}
              label={t('trained.of', { source: t(`trained.source.${source}`) })}
            >
              {options
                .filter((option) => trainedPart(option)?.source === source)
                .map((option) => (
                  <option key={option} value={option}>
                    {trainedName(t, option).whole}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </Field>
      {value !== untrained && <Remark node={node} />}
    </>
  );
}

function Remark({ node }: { node: NetworkNode }) {
  const { t } = useTranslation();
  const inUse = useNumbersInUse(node);
  const usesTrained = useStore(selectUsesTrained);
  return (
    <p className="inspector__note trained__remark">
      {t(`trained.${usesTrained ? inUse : 'random'}`)}
    </p>
  );
}
