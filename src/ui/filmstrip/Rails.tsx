/** Over the frames of a network with branches: how they part and meet, lane by lane. */
import { useMemo } from 'react';
import type { NodeFace } from '../../network/graph';
import type { Module } from '../../network/modules';
import { selectStageNode } from '../../store/derived';
import { useStore } from '../../store/store';
import { layoutRails } from './layoutRails';
import { useTextScale } from '../textScale';
import './rails.css';

interface RailsProps {
  nodes: readonly NodeFace[];
  modules: readonly Module[];
  /** Of the nodes, along the strip, in pixels. */
  xs: readonly number[];
  width: number;
}

/** With letters of usual size. */
const usual = { height: 44, middle: 24, lane: 10, bend: 26 };

export default function Rails({ nodes, modules, xs, width }: RailsProps) {
  const onStage = useStore((state) => selectStageNode(state).id);
  const scale = useTextScale();
  const height = usual.height * scale;
  const { points, lines } = useMemo(() => {
    const { middle, lane, bend } = usual;
    const size = { middle: middle * scale, lane: lane * scale, bend: bend * scale };
    return layoutRails(nodes, modules, xs, size);
  }, [nodes, modules, xs, scale]);
  return (
    <svg className="rails" width={width} height={height} aria-hidden="true">
      <path className="rails__lines" d={lines.join('')} />
      {points.map(({ id, x, y }) => (
        <circle key={id} className="rails__point" data-shown={id === onStage} cx={x} cy={y} r="3" />
      ))}
    </svg>
  );
}
