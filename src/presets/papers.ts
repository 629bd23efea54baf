/** The papers that presets are from. What they changed is in the words of `locales/papers`. */
import type { PaperId } from './preset';

export interface Paper {
  authors: string;
  title: string;
  venue: string;
  year: number;
  link: string;
}

export const papers: Readonly<Record<PaperId, Paper>> = {
  lenet5: {
    authors: 'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner',
    title: 'Gradient-based learning applied to document recognition',
    venue: 'Proceedings of the IEEE 86(11)',
    year: 1998,
    link: 'https://doi.org/10.1109/5.726791',
  },
  alexnet: {
    authors: 'A. Krizhevsky, I. Sutskever, G. E. Hinton',
    title: 'ImageNet classification with deep convolutional neural networks',
    venue: 'NIPS',
    year: 2012,
    link: 'https://doi.org/10.1145/3065386',
  },
  zfnet: {
    authors: 'M. D. Zeiler, R. Fergus',
    title: 'Visualizing and understanding convolutional networks',
    venue: 'ECCV 2014, arXiv 1311.2901',
    year: 2013,
    link: 'https://arxiv.org/abs/1311.2901',
  },
  vgg16: {
    authors: 'K. Simonyan, A. Zisserman',
    title: 'Very deep convolutional networks for large-scale image recognition',
    venue: 'ICLR 2015, arXiv 1409.1556',
    year: 2014,
    link: 'https://arxiv.org/abs/1409.1556',
  },
  googlenet: {
    authors:
      'C. Szegedy, W. Liu, Y. Jia, P. Sermanet, S. Reed, D. Anguelov, D. Erhan, V. Vanhoucke, A. Rabinovich',
    title: 'Going deeper with convolutions',
    venue: 'CVPR 2015, arXiv 1409.4842',
    year: 2014,
    link: 'https://arxiv.org/abs/1409.4842',
  },
};
