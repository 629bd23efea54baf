/** The right-hand column: the layer under the playhead, or the whole network; and the colour scale. */
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from '../words';
import { IconButton } from '../controls/IconButton';
import { LayerPanel } from './LayerPanel';
import { Scale } from './Scale';
import './inspector.css';
import { later } from '../trouble/later';

// Dragging needs a library of its own, which the first visit does not wait for.
const NetworkPanel = later(() => import('./NetworkPanel'), { hasPlace: true });

const tabs = ['layer', 'network'] as const;
type Tab = (typeof tabs)[number];

interface InspectorProps {
  /** Where it is a sheet, it can be closed by itself: it may cover what opened it. */
  onClose: () => void;
}

export default function Inspector({ onClose }: InspectorProps) {
  const { t } = useTranslation();
  const id = useId();
  const [tab, setTab] = useState<Tab>('layer');
  return (
    <div className="inspector">
      <div className="inspector__head">
        <Tabs id={id} tab={tab} onChange={setTab} />
        <IconButton
          className="inspector__close"
          label={t('app.close')}
          icon="close"
          onClick={onClose}
        />
      </div>
      <div
        key={tab}
        className="inspector__body"
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${tab}`}
      >
        {tab === 'layer' ? <LayerPanel /> : <NetworkPanel />}
      </div>
      <Scale />
    </div>
  );
}

interface TabsProps {
  id: string;
  tab: Tab;
  onChange: (tab: Tab) => void;
}

/** One stop of the Tab key; the arrow keys change the tab. */
function Tabs({ id, tab, onChange }: TabsProps) {
  const { t } = useTranslation();
  const go = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    event.stopPropagation();
    const other = tab === 'layer' ? 'network' : 'layer';
    onChange(other);
    document.getElementById(`${id}-${other}`)?.focus();
  };
  return (
    <div className="inspector__tabs" role="tablist">
      {tabs.map((name) => (
        <button
          key={name}
          id={`${id}-${name}`}
          className="inspector__tab"
          role="tab"
          aria-selected={name === tab}
          aria-controls={`${id}-panel`}
          tabIndex={name === tab ? 0 : -1}
          onClick={() => onChange(name)}
          onKeyDown={go}
        >
          {t(`inspector.tabs.${name}`)}
        </button>
      ))}
    </div>
  );
}
