/**
 * SurveyJS rewrites some signs even inside quotes and knows no way to hold both kinds of quotes, so that such texts
 * travel encoded.
 */
export function textLiteral(value: string): string {
  const isPlain = !/['"\\%{}\r\n\t]|=>|=<|<>|equals/.test(value);
  return isPlain
    ? `'${value}'`
    : `x_text('${encodeURIComponent(value)
        .replace(/'/g, '%27')
        .replace(/[!()*~]/g, encodeMark)}')`;
}

const encodeMark = (mark: string): string => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
