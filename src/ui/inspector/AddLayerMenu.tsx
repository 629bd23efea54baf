/** A plus that opens the list of layers to add; the chosen one is put behind a given layer. */
import { memo, useRef, useState } from 'react';
import { useTranslation } from '../words';
import type { NodeId } from '../../network/graph';
import { addLayer } from '../../store/network';
import { Icon } from '../controls/Icon';
import { useNameOf } from './useNameOf';
import { later } from '../trouble/later';

const LayerMenu = later(() => import('./LayerMenu'));

interface AddLayerMenuProps {
  /** The layer that the new one is put behind. */
  after: NodeId;
  /** Of the layers behind, the only one that the new one is to feed; all of them when absent. */
  before?: NodeId;
  /** Words beside the plus; the plus alone when absent. */
  label?: string;
  /** Added to the button's classes. */
  className?: string;
}

export const AddLayerMenu = memo(function AddLayerMenu(props: AddLayerMenuProps) {
  const { after, before, label, className = '' } = props;
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  // A press on the button already closes an open menu; the click after it must not open it again.
  const wasOpen = useRef(false);
  const name = t('inspector.addLayerAfter', { name: useNameOf(after) });
  return (
    <>
      <button
        ref={button}
        className={`button ${label === undefined ? 'button--icon' : ''} ${className}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        {...(label === undefined ? { 'aria-label': name, title: name } : {})}
        // On its way before the press.
        onPointerEnter={LayerMenu.fetch}
        onFocus={LayerMenu.fetch}
        onPointerDown={() => {
          wasOpen.current = isOpen;
        }}
        onClick={() => {
          setIsOpen(!wasOpen.current);
          wasOpen.current = false;
        }}
      >
        <Icon name="plus" />
        {label !== undefined && <span>{label}</span>}
      </button>
      {isOpen && (
        <LayerMenu
          button={button}
          onChoose={(kind, settings) => addLayer(after, kind, before, settings)}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
});
