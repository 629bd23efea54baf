/** A plus that opens the list of layer kinds; the chosen one is put behind a given layer. */
import { memo, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from '../words';
import { layerDefinitions } from '../../layers';
import type { NodeId } from '../../network/graph';
import { addLayer } from '../../store/network';
import { Icon } from '../controls/Icon';
import { placeBeside } from './placeBeside';
import { useNameOf } from './useNameOf';
import './addLayer.css';

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
        onPointerDown={() => {
          wasOpen.current = isOpen;
        }}
        onClick={() => {
          setIsOpen(!wasOpen.current);
          wasOpen.current = false;
        }}
      >
        <Icon name="plus" />
        {label}
      </button>
      {isOpen && (
        <Menu
          button={button}
          onChoose={(kind) => addLayer(after, kind, before)}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  );
});

interface MenuProps {
  /** What the menu opens from, and what gets the focus back. */
  button: { readonly current: HTMLButtonElement | null };
  onChoose: (kind: string) => void;
  onClose: () => void;
}

const groups = ['convolution', 'pooling', 'activation', 'training', 'dense', 'branch'] as const;

/** A popover: the browser lays it above everything and closes it at Escape or a press elsewhere. */
function Menu({ button, onChoose, onClose }: MenuProps) {
  const { t } = useTranslation();
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = menu.current;
    if (!element || !button.current) return;
    element.showPopover();
    placeBeside(element, button.current);
    itemsOf(element)[0]?.focus();
  }, [button]);
  useEffect(() => {
    const close = (event: Event) => {
      if (event.target instanceof Node && menu.current?.contains(event.target)) return;
      menu.current?.hidePopover();
    };
    addEventListener('scroll', close, true);
    addEventListener('resize', close);
    return () => {
      removeEventListener('scroll', close, true);
      removeEventListener('resize', close);
    };
  }, []);
  const choose = (kind: string) => {
    // Hidden first: that gives the focus back to the button.
    menu.current?.hidePopover();
    onChoose(kind);
  };
  return (
    <div
      ref={menu}
      className="add-layer"
      popover="auto"
      role="menu"
      tabIndex={-1}
      aria-label={t('inspector.addLayer')}
      onToggle={(event) => {
        if (event.newState === 'closed') onClose();
      }}
      onKeyDown={walk}
      onPointerDown={(event) => event.stopPropagation()}
    >
      {groups.map((group) => (
        <fieldset key={group} aria-label={t(`group.${group}`)}>
          <p className="add-layer__group" aria-hidden="true">
            {t(`group.${group}`)}
          </p>
          {layerDefinitions
            .filter((definition) => definition.group === group)
            .map(({ kind }) => (
              <button
                key={kind}
                className="add-layer__kind"
                role="menuitem"
                tabIndex={-1}
                onClick={() => choose(kind)}
              >
                <span>{t(`layer.${kind}.name`)}</span>
                <span className="add-layer__about">{t(`layer.${kind}.about`)}</span>
              </button>
            ))}
        </fieldset>
      ))}
    </div>
  );
}

/** Arrow keys, Home and End go through the kinds; Tab leaves the menu. */
function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const items = itemsOf(event.currentTarget);
  const at = items.findIndex((item) => item === document.activeElement);
  const places: Readonly<Record<string, number>> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  event.stopPropagation();
  if (event.key === 'Tab') event.currentTarget.hidePopover();
  const place = places[event.key];
  if (place === undefined) return;
  event.preventDefault();
  items[place]?.focus();
}

function itemsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
}
