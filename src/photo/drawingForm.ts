/** What a drawing's id looks like. Apart from the drawing: the first page only has to know one. */
export const drawingForm = /^d(\.[012][0-9A-Za-z]{4}([0-9A-Za-z]{2})*)*$/;
