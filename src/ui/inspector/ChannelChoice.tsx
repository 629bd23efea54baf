/** Which input channel's weights the kernels' pictures and numbers are: one, the mean, or all as colours. */
import { memo } from 'react';
import { useTranslation } from '../words';
import { Segments } from '../controls/Segments';
import type { KernelChannel } from './kernelSheet';

interface ChannelChoiceProps {
  channels: number;
  /** Whether the channels are a photo's red, green and blue. */
  areColours: boolean;
  value: KernelChannel;
  onChange: (channel: KernelChannel) => void;
}

const colourNames = ['red', 'green', 'blue'] as const;
/** Channels up to which they stand side by side. */
const segmentsUpTo = 4;

export const ChannelChoice = memo(function ChannelChoice(props: ChannelChoiceProps) {
  const { channels, areColours, value, onChange } = props;
  const { t } = useTranslation();
  const label = t('inspector.kernelChannel');
  const change = (value: string) =>
    onChange(value === 'mean' || value === 'colour' ? value : Number(value));
  const numbers = Array.from({ length: channels }, (_, channel) => channel);
  if (channels <= segmentsUpTo) {
    const nameOf = (channel: number) =>
      areColours ? t(`inspector.${colourNames[channel] ?? 'red'}`) : String(channel + 1);
    const options = [
      ...(areColours ? [{ value: 'colour', label: t('inspector.channelColour') }] : []),
      { value: 'mean', label: t('inspector.channelMean') },
      ...numbers.map((channel) => ({ value: String(channel), label: nameOf(channel) })),
    ];
    return (
      <div className="kernels__channels">
        <Segments {...{ label, options }} value={String(value)} onChange={change} />
      </div>
    );
  }
  return (
    <select
      className="select kernels__channels"
      aria-label={label}
      value={String(value)}
      onChange={(event) => change(event.target.value)}
    >
      <option value="mean">{t('inspector.channelMeanOf', { channels })}</option>
      {numbers.map((channel) => (
        <option key={channel} value={channel}>
          {t('inspector.channelNumber', { number: channel + 1 })}
        </option>
      ))}
    </select>
  );
});
