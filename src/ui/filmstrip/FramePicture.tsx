/** The picture in a frame: the photo, a layer's maps, or a vector's numbers. */
import { useCallback } from 'react';
import type { PhotoPixels, PlanarMaps } from '../../engine/protocol';
import type { NodeFace } from '../../network/graph';
import { selectStageNode, selectSweep, useFrame } from '../../store/derived';
import { usePhotoSource } from '../../store/photo';
import type { NodeFrame } from '../../store/state';
import { useStore } from '../../store/store';
import { useClassNames } from '../classNames';
import { useColours } from '../colours';
import { useTextScale } from '../textScale';
import { BarsPicture } from './BarsPicture';
import type { StripGeometry } from './geometry';
import { paintLines, paintMosaic, paintPhoto, type PictureSize } from './picture';
import { SweptCanvas, type Draw } from './SweptCanvas';

/** Vectors up to this length are drawn as bars. */
const longestBars = 256;

interface FramePictureProps {
  node: NodeFace;
  strip: StripGeometry;
}

export function FramePicture({ node, strip }: FramePictureProps) {
  const frame = useFrame(node.id);
  const isMatrix = usePhotoSource() === 'matrix';
  // A matrix is seen in the colours of its values: a one among zeros is black as a photo is.
  const isPhoto = node.inputs.length === 0 && !isMatrix;
  const photo = useStore((state) => (isPhoto ? state.run.prepared : null));
  if (photo) return <Photo photo={photo} strip={strip} />;
  if (!frame || isPhoto) return null;
  const { thumbnails } = frame;
  if (thumbnails && frame.shape.length === 3) {
    return <Maps node={node} frame={frame} maps={thumbnails} strip={strip} />;
  }
  const values = thumbnails?.values ?? frame.planes.get(0);
  return values ? <Vector node={node} frame={frame} values={values} strip={strip} /> : null;
}

/** How far the playhead has swept this layer; only the swept layer follows the playhead. */
function useSweep({ id }: NodeFace): number {
  return useStore((state) => (selectStageNode(state).id === id ? selectSweep(state) : 1));
}

function Photo({ photo, strip }: { photo: PhotoPixels; strip: StripGeometry }) {
  const draw = useCallback<Draw>(
    (context) =>
      paintPhoto(context, new ImageData(photo.data, photo.width, photo.height), sizeOf(strip)),
    [photo, strip],
  );
  return <SweptCanvas draw={draw} sweep={1} />;
}

interface LayerProps extends FramePictureProps {
  frame: NodeFrame;
}

function Maps({ node, frame, maps, strip }: LayerProps & { maps: PlanarMaps }) {
  const colours = useColours(node.id, frame);
  const sweep = useSweep(node);
  const draw = useCallback<Draw>(
    (context) => paintMosaic(context, maps, colours, sizeOf(strip)),
    [maps, colours, strip],
  );
  return <SweptCanvas draw={draw} sweep={sweep} />;
}

function Vector({ node, frame, values, strip }: LayerProps & { values: Float32Array }) {
  const scale = useTextScale();
  const colours = useColours(node.id, frame);
  const sweep = useSweep(node);
  const names = useClassNames(node.id);
  const draw = useCallback<Draw>(
    (context) => paintLines(context, values, colours, sizeOf(strip)),
    [values, colours, strip],
  );
  if (values.length > longestBars) return <SweptCanvas draw={draw} sweep={sweep} />;
  return (
    <BarsPicture
      {...{ values, names, sweep }}
      areShares={node.kind === 'softmax'}
      height={strip.frameHeight / scale}
    />
  );
}

/** The frame's inside in the screen's own pixels. */
function sizeOf({ frameWidth, frameHeight }: StripGeometry): PictureSize {
  const density = window.devicePixelRatio || 1;
  return {
    width: Math.round(frameWidth * density),
    height: Math.round(frameHeight * density),
    gap: Math.max(1, Math.round(2 * density)),
  };
}
