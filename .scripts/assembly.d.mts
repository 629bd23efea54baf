import type { Plugin } from 'vite';

export declare function assembly(): Plugin;
