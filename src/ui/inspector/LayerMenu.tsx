/** The list of layer kinds, and of the convolutions of trained networks. */
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from '../words';
import { layerDefinitions } from '../../layers';
import type { Settings } from '../../layers/settings';
import { trainedOptions } from '../../layers/trainedLayers';
import { trainedLayer } from '../../store/trainedLayers';
import { placeBeside } from './placeBeside';
import { trainedName } from './trainedName';
import './addLayer.css';

interface MenuProps {
  /** What the menu opens from, and what gets the focus back. */
  button: { readonly current: HTMLButtonElement | null };
  onChoose: (kind: string, settings?: Settings) => void;
  onClose: () => void;
}

const groups = ['convolution', 'pooling', 'activation', 'training', 'dense', 'branch'] as const;

/** A popover: the browser lays it above everything and closes it at Escape or a press elsewhere. */
export default function LayerMenu({ button, onChoose, onClose }: MenuProps) {
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
  const choose = (kind: string, settings?: Settings) => {
    // Hidden first: that gives the focus back to the button.
    menu.current?.hidePopover();
    onChoose(kind, settings);
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
        <Group key={group} name={t(`group.${group}`)}>
          {layerDefinitions
            .filter((definition) => definition.group === group)
            .map(({ kind }) => (
              <Item
                key={kind}
                name={t(`layer.${kind}.name`)}
                about={t(`layer.${kind}.about`)}
                onChoose={() => choose(kind)}
              />
            ))}
        </Group>
      ))}
      <Group name={t('group.trained')}>
        {trainedOptions('conv2d').map((value) => {
          const layer = trainedLayer(value);
          if (!layer) return null;
          const [rows, columns, channels, filters] = layer.kernelShape;
          return (
            <Item
              key={value}
              name={trainedName(t, value).whole}
              about={t('trained.about', { rows, columns, channels, filters })}
              onChoose={() => choose(layer.kind, layer.settings)}
            />
          );
        })}
      </Group>
    </div>
  );
}

function Group({ name, children }: { name: string; children: ReactNode }) {
  return (
    <fieldset aria-label={name}>
      <p className="add-layer__group" aria-hidden="true">
        {name}
      </p>
      {children}
    </fieldset>
  );
}

interface ItemProps {
  name: string;
  about: string;
  onChoose: () => void;
}

function Item({ name, about, onChoose }: ItemProps) {
  return (
    <button className="add-layer__kind" role="menuitem" tabIndex={-1} onClick={onChoose}>
      <span>{name}</span>
      <span className="add-layer__about">{about}</span>
    </button>
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
