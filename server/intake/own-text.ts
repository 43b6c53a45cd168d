/**
 * A text on its own. What is cut out of a large text keeps all of that in memory for as long as it is kept itself: ids of
 * rows would hold the whole file.
 */
export const ownText = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');
