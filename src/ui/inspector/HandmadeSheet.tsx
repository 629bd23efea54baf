/** The kernels that people designed, painted as the learned ones are: to be compared with them. */
import { memo, useLayoutEffect, useMemo, useRef } from 'react';
import { handmadeKernel } from '../../layers/handmadeKernels';
import { handmadeNames, type HandmadeName } from '../../layers/settings';
import { colourise } from '../../paint/colourise';
import { useTranslation } from '../words';
import { greyTile } from './kernelColours';
import { scaleOfPlane } from './kernelSheet';

interface HandmadeSheetProps {
  /** Of the layer's own kernels. */
  rows: number;
  columns: number;
  /** Colours below and above zero; null where kernels are shown in the photo's own. */
  lut: Uint32Array | null;
}

export const HandmadeSheet = memo(function HandmadeSheet(props: HandmadeSheetProps) {
  const { t } = useTranslation();
  return (
    <>
      <h4 className="kernels__kind">{t('trained.kernels.handmade')}</h4>
      <ul className="kernels__handmade">
        {handmadeNames.map((name) => (
          <li key={name}>
            <Picture {...props} name={name} />
            <span>{t(`option.handmade.${name}`)}</span>
          </li>
        ))}
      </ul>
      <p className="kernels__compare">{t('trained.compare')}</p>
    </>
  );
});

function Picture({ name, rows, columns, lut }: HandmadeSheetProps & { name: HandmadeName }) {
  const reference = useRef<HTMLCanvasElement>(null);
  const plane = useMemo(
    () => Float32Array.from(handmadeKernel(name, rows, columns)),
    [name, rows, columns],
  );
  useLayoutEffect(() => {
    const context = reference.current?.getContext('2d');
    if (!context) return;
    const image = new ImageData(columns, rows);
    const pixels = new Uint32Array(image.data.buffer);
    if (lut) colourise(plane, pixels, scaleOfPlane(plane), lut);
    else greyTile(plane, pixels);
    context.putImageData(image, 0, 0);
  }, [plane, rows, columns, lut]);
  return <canvas ref={reference} width={columns} height={rows} aria-hidden="true" />;
}
