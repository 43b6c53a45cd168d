/** Thrown inside the writing of one cell, where XPath has no equal; always caught there. */
export class CannotWrite extends Error {}
