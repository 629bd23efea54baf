/** The photos that come with the app, and the button for one's own. */
import { useRef } from 'react';
import { useTranslation } from '../words';
import { gallery, galleryUrl } from '../../photo/gallery';
import { openGalleryPhoto } from '../../store/photo';
import { useStore } from '../../store/store';
import { Icon } from '../controls/Icon';
import { openIncoming } from '../useIncomingPhotos';
import { later } from '../trouble/later';

const MadeButtons = later(() => import('./MadeButtons'));

export function Gallery() {
  const { t } = useTranslation();
  const chooser = useRef<HTMLInputElement>(null);
  const present = useStore((state) => state.photo.present);
  const loading = useStore((state) => state.photo.loading);
  const own = present?.ref.source === 'file' ? present.name : null;
  return (
    <div
      className="gallery"
      role="group"
      aria-label={t('header.photo')}
      aria-busy={loading !== null}
    >
      {gallery.map((photo) => (
        <button
          key={photo.id}
          type="button"
          className="gallery__photo"
          aria-label={t(photo.nameKey)}
          title={t(photo.nameKey)}
          aria-pressed={present?.ref.id === photo.id}
          onClick={() => void openGalleryPhoto(photo.id)}
        >
          <img src={galleryUrl(photo.thumbnail)} alt="" width="32" height="32" />
        </button>
      ))}
      <MadeButtons />
      <button
        type="button"
        className="gallery__own"
        data-present={own !== null}
        title={t('header.openPhotoHint')}
        onClick={() => chooser.current?.click()}
      >
        <Icon name="upload" />
        <span className="header__word">{own ?? t('header.openPhoto')}</span>
        <span className="visually-hidden">{t('header.openPhotoHint')}</span>
      </button>
      <input
        ref={chooser}
        className="visually-hidden"
        type="file"
        accept="image/*,.heic,.heif,.avif"
        tabIndex={-1}
        aria-label={t('header.openPhoto')}
        onChange={(event) => {
          if (event.target.files?.length) openIncoming(event.target.files, 'chosen');
          // The same file can be chosen again.
          event.target.value = '';
        }}
      />
    </div>
  );
}
