// Small pictures in the colour of the text beside them. They say nothing that the words do not say.
import { html, svg } from 'lit';

const icon = (...paths) => html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${paths.map((d) => svg`<path d=${d}></path>`)}</svg>`;

export const clip = icon('M13 7.2 7.6 12.6a3 3 0 0 1-4.3-4.2L9 2.8a2 2 0 0 1 2.9 2.8L6.300 11.200a1 1 0 0 1-1.500-1.400L10 4.600');
export const link = icon('M6.700 9.300l2.600-2.600M7.200 5.200l1.700-1.700a2.500 2.500 0 0 1 3.600 3.600l-1.700 1.700M8.800 10.800l-1.700 1.700a2.500 2.500 0 0 1-3.600-3.600l1.700-1.700');
export const plus = icon('M8 3v10M3 8h10');
export const pencil = icon('M3 13l.7-3L11 2.700l2.300 2.300L6 12.300z');
export const bin = icon('M3 4.500h10M6.500 4.500V3h3v1.500M4.500 4.500l.6 8.500h5.800l.6-8.500M6.800 7v3.500M9.200 7v3.500');
export const cross = icon('M4 4l8 8M12 4l-8 8');
export const swap = icon('M3 5.500h9M9.500 3 12 5.500 9.500 8M13 10.500H4M6.500 8 4 10.500 6.500 13');
export const down = icon('M8 3v10M4 9l4 4 4-4');
export const send = icon('M8 13V3M4 7l4-4 4 4');
export const fold = icon('M4 6l4 4 4-4');
